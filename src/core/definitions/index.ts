export { DefinitionCache } from './cache.ts';
export { installSupplied, type Supplied } from './install.ts';
export { definitionOperations } from './operations.ts';
