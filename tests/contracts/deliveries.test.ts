import { describe } from 'vitest';

import { engines } from '../support/open-stores.ts';
import { deliveriesContract } from './deliveries.ts';
import { digestedLettersContract } from './digested-letters.ts';

describe.each(engines)('%s deliveries', (_engine, open) => deliveriesContract(open));
describe.each(engines)('%s letters in digests', (_engine, open) => digestedLettersContract(open));
