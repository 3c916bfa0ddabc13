// In the head of every page: what goes wrong on it is told to the page around its frame. What a page that was left did
// not finish is no fault.
const { page } = parent;
const tell = (what) => { if (parent.page === page) parent.faults?.push(what); };
addEventListener('error', (e) => tell(e.message ? `script: ${e.message}` : `not there: ${e.target.src || e.target.href}`), true);
addEventListener('unhandledrejection', (e) => tell(`script: ${e.reason}`));
addEventListener('securitypolicyviolation', (e) => tell(`policy: ${e.violatedDirective}: ${e.blockedURI}`));
for (const kind of ['error', 'warn']) console[kind] = (...words) => tell(`console: ${words.join(' ')}`);
