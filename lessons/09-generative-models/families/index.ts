/** All seven, by name. */
import { Autoregressive } from './autoregressive.js';
import { Consistency } from './consistency.js';
import { Diffusion } from './diffusion.js';
import { Energy } from './energy.js';
import type { Beginning, FamilyId, GenerativeModel } from './family.js';
import { Flow } from './flow.js';
import { Gan } from './gan.js';
import { Vae } from './vae.js';

const FAMILIES: Readonly<Record<FamilyId, new (beginning: Beginning) => GenerativeModel>> = {
  energy: Energy,
  vae: Vae,
  gan: Gan,
  flow: Flow,
  autoregressive: Autoregressive,
  diffusion: Diffusion,
  consistency: Consistency,
};

export function beginFamily(id: FamilyId, beginning: Beginning): GenerativeModel {
  return new FAMILIES[id](beginning);
}
