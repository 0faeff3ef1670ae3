/** The search over a course: what it has read serves every screen that asks. Made here, so that the map does not load it. */
import { Search } from '../../../registry/search.js';
import type { Course } from '../../services.js';

const searches = new WeakMap<Course, Search>();

export function searchOf(course: Course): Search {
  const search = searches.get(course) ?? new Search(course);
  searches.set(course, search);
  return search;
}
