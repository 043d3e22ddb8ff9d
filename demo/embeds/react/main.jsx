/** @import { UnknotIntake } from 'unknot' */
/** @import {} from 'unknot/jsx' */
import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'unknot/define';

/** In a bundle the widget cannot know its server: say it. */
const API = import.meta.env['VITE_UNKNOT_API'] ?? 'http://127.0.0.1:8787';

function App() {
  const intake = useRef(/** @type {UnknotIntake | null} */ (null));
  const [heard, setHeard] = useState('nothing yet');
  const [isShown, setIsShown] = useState(true);
  const [isDark, setIsDark] = useState(false);
  return (
    <>
      <h1>In React</h1>
      {isShown && (
        <unknot-intake
          ref={intake}
          api={API}
          clinic="riverside"
          theme={isDark ? 'dark' : 'light'}
          onunknot-step={({ detail }) => setHeard(`step ${detail.index}`)}
          onunknot-booked={({ detail }) => setHeard(`booked ${detail.id}`)}
        >
          <a href="tel:+12125550142">Call us: (212) 555-0142</a>
        </unknot-intake>
      )}
      <p>
        The app heard: <output>{heard}</output>
      </p>
      <p>
        <button type="button" onClick={() => intake.current?.restart()}>
          Start again
        </button>{' '}
        <button type="button" onClick={() => setIsShown(!isShown)}>
          {isShown ? 'Take it away' : 'Bring it back'}
        </button>{' '}
        <button type="button" aria-pressed={isDark} onClick={() => setIsDark(!isDark)}>
          Dark
        </button>
      </p>
    </>
  );
}

const place = document.getElementById('app');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
