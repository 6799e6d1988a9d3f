import { describe } from 'vitest';

import { engines } from '../support/open-stores.ts';
import { importContract } from './imports.ts';

describe.each(engines)('importing on %s', (_engine, open) => importContract(open));
