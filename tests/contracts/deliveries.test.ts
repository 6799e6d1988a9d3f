import { describe } from 'vitest';

import { engines } from '../support/open-stores.ts';
import { deliveriesContract } from './deliveries.ts';

describe.each(engines)('%s deliveries', (_engine, open) => deliveriesContract(open));
