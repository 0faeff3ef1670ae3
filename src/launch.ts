#!/usr/bin/env node
/**
 * The first thing that runs. Turns on Node's cache of compiled code where there is one (22.1 and later) before any other
 * module is read, then hands over to the command line.
 */
import nodeModule from 'node:module';

if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache();

const { main } = await import('./cli/main.js');
await main();
