import { runAtTerminal } from './terminal';

void runAtTerminal().then((code) => process.exit(code));
