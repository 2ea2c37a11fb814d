import './health';
import './messages';
import './openRequest';
import './syncCards';
