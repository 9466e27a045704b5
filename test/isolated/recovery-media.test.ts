import { describeRecovery } from '../support/recovery-cases.ts';

describeRecovery([
  ['decode', '2'],
  ['output', '2'],
]);
