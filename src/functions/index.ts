import './heal';
import './health';
import './messages';
import './openRequest';
import './sweepPromises';
import './syncCards';
