// made by go generate ./themes of 003a8bda4b88e38a
const E=100,r=(o,t)=>o.match(new RegExp(`^BEGIN:${t}\\r?\\n[^]*?^END:${t}\\r?\\n`,"gm"))??[],s=o=>{const t=new Map;for(const e of o.flatMap(n=>r(n,"VTIMEZONE")))t.set(/^TZID:(.*)$/m.exec(e)?.[1],e);return["BEGIN:VCALENDAR","VERSION:2.0","PRODID:-//Corkboard//Corkboard//EN",""].join(`\r
`)+[...t.values(),...o.flatMap(e=>r(e,"VEVENT"))].join("")+`END:VCALENDAR\r
`},l=async(o,t)=>{const a=await Promise.all(o.slice(0,100).map(n=>fetch(n).then(c=>c.ok?c.text():""))),e=document.createElement("a");e.href=URL.createObjectURL(new Blob([s(a)],{type:"text/calendar"})),e.download=t,e.click(),setTimeout(()=>URL.revokeObjectURL(e.href),6e4)};export{l as save}
