export { type AppOptions, createApp } from './app.ts';
export { openApi } from './open-api.ts';
export { routeOf } from './route.ts';
