// First of all: these say in which order the layers of all other style sheets count.
import '../../ui/styles/tokens.css';
import '../../ui/styles/base.css';
import '../../ui/stage/stage.css';
import { createElement } from 'react';
import { STATE_ID } from '../../export/single-page.ts';
import { readAddress } from '../../state/address.ts';
import { openPlayer } from '../embed/open-player.tsx';
import { SingleShell } from '../../ui/single/SingleShell.tsx';
import { located } from '../read-location.ts';
import { readSingleState } from './single-state.ts';

/*
 * The script of the page that is one file: a player of the run that its file was made with. It asks nobody for anything, stores nothing and
 * does not read its own address, which is somewhere on a disk.
 */
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
const text = document.getElementById(STATE_ID)?.textContent ?? '';
const state = readSingleState(text);
// What is no state is told as a link is that was cut off: the lab's opening run is shown, with a word on why.
const { site, path, query, hash } = state ?? { site: '', path: '', query: '', hash: '#v1.' };
const address = readAddress('/', { pathname: `/${path}`, search: query, hash });
located(address, state === null ? text : `${site}${path}${query}${hash}`)
  .then((where) => openPlayer(root, where, site, (_, page) => createElement(SingleShell, { address: page })))
  .catch(reportError);
