/** Keys of the words under `definition.`, `field.`, `xlsform.` or `admin.fault.`. */
export interface Fault {
  sheet?: string;
  row?: number;
  path?: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Something that is referred to and is not there. */
export const unpublished = (path: string, name: string): Fault => ({ path, code: 'unpublished', params: { name } });
