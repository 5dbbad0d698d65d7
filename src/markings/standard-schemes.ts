import publicRegister from './registers/us-capco-2016.json' with { type: 'json' };
import { SchemeSet } from './scheme-set.ts';
import { desk } from './schemes/desk/desk.ts';
import { tlp } from './schemes/tlp/tlp.ts';
import type { Register } from './schemes/us-capco/register.ts';
import { type CapcoScheme, capcoScheme } from './schemes/us-capco/scheme.ts';

/** The US markings with the public register of 2016. */
export const usCapco: CapcoScheme = capcoScheme(publicRegister as Register);

/** The schemes that come with Vigie: `tlp`, `us-capco` and `desk`. */
export const standardSchemes = new SchemeSet([usCapco, tlp, desk]);
