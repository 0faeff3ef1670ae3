/** The claims of this level, over several seeds. */
import { testClaims } from '../../tests/support/claims.js';
import lesson from './lesson.js';

testClaims(lesson);
