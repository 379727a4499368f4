export { type AppOptions, createApp, routeOf } from './app.ts';
export { openApi } from './open-api.ts';
