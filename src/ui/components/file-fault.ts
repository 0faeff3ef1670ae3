/** Why a file could not be written, as far as a learner can do something about it. */
export type FileFault = 'denied' | 'noFolder' | 'folder' | 'other';

export function faultOf(error: unknown): FileFault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'denied';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'noFolder';
  return code === 'EISDIR' ? 'folder' : 'other';
}
