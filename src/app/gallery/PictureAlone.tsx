import { useEffect } from 'react';
import type { PictureSize } from '../../export/picture/size.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Exported } from '../../ui/still/export-picture.ts';
import { Moment } from '../../ui/still/Moment.tsx';
import type { PictureFormat } from '../../ui/still/picture-work.ts';
import type { ClipRequest } from '../../ui/still/request.ts';
import { formatOf, onPixels } from '../../export/picture/size.ts';
import { stillOf } from '../../scene/still.ts';
import { startOf } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import { useBeat, useMessages, useSession, useView, useWords } from '../../ui/store.ts';
import '../../ui/stage/stage.css';
import './gallery.css';

/** What may be asked for otherwise than the address says. */
type Also = Partial<Omit<ClipRequest, 'trace' | 'words' | 'lang'>>;

declare global {
  interface Window {
    /** Makes a file of the moment that this page shows: for tests. */
    __hopscopePicture?: (format: PictureFormat, also?: Also, scale?: 1 | 2) => Promise<Exported>;
  }
}

const SIZE: PictureSize = 'post';

/** The moment as the stage draws it, in the room of an exported picture: what files are compared with. */
export function PictureAlone() {
  const trace = useSession((session) => session.trace);
  return <main className="picture-alone">{trace === null ? null : <Drawn trace={trace} />}</main>;
}

function Drawn({ trace }: { trace: Trace }) {
  const at = useBeat();
  const page = useWords();
  const story = useMessages();
  const lang = useView((view) => view.lang);
  const detail = useView((view) => view.detail);
  const format = formatOf(SIZE, detail);
  const { layout, view: drawn } = stillOf(trace, format.frame);
  const view = onPixels(drawn, format);

  // Tests ask the window for files.
  useEffect(() => {
    window.__hopscopePicture = async (format, also = {}, scale = 1) => {
      const { exportPicture } = await import('../../ui/still/export-picture.ts');
      const { pageWorkshop } = await import('../../ui/still/page-workshop.ts');
      const request: ClipRequest = {
        trace,
        at,
        from: beat(startOf(trace)),
        lang,
        words: { page, story },
        theme: 'auto',
        detail,
        size: SIZE,
        caption: 'below',
        fonts: 'system',
        link: location.search,
        ...also,
      };
      return exportPicture({ request, format, scale, workshop: pageWorkshop() });
    };
    return () => {
      delete window.__hopscopePicture;
    };
  }, [trace, at, page, story, lang, detail]);

  return (
    <svg
      className="picture"
      role="img"
      aria-label={page.stage.region}
      viewBox={`${view.x} ${view.y} ${view.w} ${view.h}`}
      width={format.width}
      height={(format.width * view.h) / view.w}
    >
      <Moment trace={trace} layout={layout} at={at} detail={detail} words={page} />
    </svg>
  );
}
