package town

import "corkboard/generator/catalog"

// openings begin a body, by what the reader wants to do.
var openings = map[catalog.Direction][]string{
	catalog.GiveHelp: {
		"We are {n} people who do this at {place}, and two more would make it easy.", "{name} shows you how on your first day; nobody has to know anything before.",
		"You work in pairs, so you are never alone with a job you have not done.", "Most of the work is carrying {thing} from one table to another.",
		"Come once and see whether you like it; there is no form until the third time.", "Last winter {org} did this {n} times with the same six volunteers.",
		"There is standing work and sitting work, and the sitting work is just as needed.", "The van leaves {street} at the full hour and is back before dark.",
		"We pay the bus fare, and somebody from {hood} can usually drive you home.", "Groups from schools and workplaces are welcome when they tell us two weeks ahead.",
	},
	catalog.GetHelp: {
		"Come in by the side door of {place}; whoever sits at the desk will ask what you need and nothing else.", "There is no income limit, and we do not ask where you were born.",
		"Take what your household needs for the week, and tell us about allergies.", "If you cannot come yourself, a neighbor with a note may fetch it for you.",
		"We have {thing} most weeks; it goes fast, so come in the first hour.", "{name} speaks Spanish and is there on {day}s.",
		"What you tell us stays in this room unless somebody is in danger.", "When we cannot help we call {org} with you and wait until somebody answers.",
		"People from {hood} and anywhere else in the valley are welcome.", "You do not need papers; a name to call you by is enough.",
	},
	catalog.HaveASay: {
		"The papers are out a week before, at the library and on the notice board of {place}.", "Anybody may speak for three minutes; put your name on the sheet by the door.",
		"What you say is written down with an answer beside it before anything is decided.", "It is about the corner of {street}, where {n} people were nearly hit last year.",
		"You may send it on paper, by mail, or tell {name} over the counter.", "Childcare is in the next room, and the table by the window has {thing}.",
		"The last time {hood} was asked, two of five proposals were changed.", "You do not have to be a citizen or a voter to take part.",
	},
	catalog.Meet: {
		"We meet in the back room of {place}, where the radiator works.", "Nobody is a beginner for long; {name} started in spring and now shows others.",
		"Bring a friend, or come alone and leave with a few names.", "About {n} people come on a good day and six when it snows.",
		"Children may run around; there is a corner with {thing}.", "It started on a porch on {street} and has moved twice since.",
		"You can join at any time; we go over the beginning again for whoever is new.", "Coffee is on from half an hour before.",
		"Everybody from {hood} knows somebody here, and the rest get to know them.", "The first visit costs nothing.",
	},
}

// ownOpenings begin the body of listings whose kind is unlike others of its
// direction.
var ownOpenings = map[catalog.Kind][]string{
	catalog.Job: {
		"The pay is on the notice, in dollars an hour, and goes up after {n} weeks.", "You work with {name}, who has had this post for years and is glad to leave it in good hands.", "No diploma is asked for; tell us what you have done, paid or not.",
		"The shift ends before the last bus to {hood}.", "Write three lines to {org}, or come by {place} and talk with {first}.", "Everybody who applies gets an answer, also when it is no.",
	},
	catalog.Grant: {
		"You may ask for up to ${n}00; most ask for half of that.", "The form has two pages, and {name} fills it in with you if you like.", "{org} decides within a month and says why.",
		"Receipts in a shoebox are enough.", "Last year a porch on {street} and a stage in {hood} were paid from it.", "Groups without a bank account can use ours.",
	},
	catalog.Study: {
		"Residents asked the question first; the researchers of {org} came later.", "You may stop at any time, without giving a reason, and your answers go with you.", "It takes {n} minutes, at {place} or in your kitchen.",
		"{name} from {hood} is one of the researchers and lives on {street}.", "You get your own results before anybody else reads the sum of them.", "We pay for your time and your bus.",
	},
}

// histories begin the body of an organization.
var histories = []string{
	"{org} began with {n} neighbors around a kitchen table on {street}.", "{name} keeps the keys and {name} keeps the books.", "We own one van, {n} folding tables and a good deal of {thing}.",
	"Every {day} the door is open and somebody is there who can answer questions.", "Most of what we do is for people in {hood}, but nobody is sent away.",
	"The yearly meeting is open to all, and so are the accounts.", "We work together with the library, the clinic and whoever else picks up the phone.",
	"In the flood of that spring we cooked for {n} households out of {place}.", "About {n} volunteers come and go; four of us are paid, two of them half time.",
}

// always fit any listing.
var always = []string{
	"Ring the lower bell; the upper one has not worked since the summer.", "If the lights are off, call {first} and wait a minute.", "The ramp is on the {street} side, and the door there opens by itself.",
	"When school is closed for snow, so are we.", "Parking is free behind {place} after five.", "The bus from {hood} stops around the corner every half hour.",
	"Please leave strong perfume at home; some of us get ill from it.", "Service dogs are welcome, other animals wait outside.", "There is a quiet room, and a chair in the hall for whoever needs to sit.",
	"We answer the phone ourselves; leave a message and {first} calls back by {day}.", "Ask for {name} when you are not sure you are in the right place.",
	"Posters in English and Spanish hang in {place}; take one for your street.", "Thanks to {org} everybody can take home {thing} at the end.", "If the river is above the mark we move to {hood}.",
	"Photographs are only taken when everybody in them has said yes.", "Tell us when something here is wrong, and we will put it right the same week.",
	"Somebody from {street} keeps a list of who needs a lift home.", "We have done this for {n} years, and before the bridge was built.",
	"Write to us in any language; between us we read nine.", "The building is shared, so please do not come before the hour.",
	"In {town} the hall is upstairs; there is a lift, and a bell for it.", "Everybody signs in with a first name, for the fire rules only.", "We need {thing} now and then; what we need this week is on the door.",
	"It ends on time, because {first} has a bus to catch.", "On the {day} before a holiday we close an hour early.",
}

// summaries are one line each, at most 160 characters with their names in.
var summaries = map[catalog.Direction][]string{
	catalog.GiveHelp: {"Good company at {place}", "Help {n} households in {hood} with {thing}", "Come once or every week; {first} shows you how", "No experience needed, gloves are there", "Bring {thing} to {street} until we have enough",
		"What {hood} needs most this winter is hands"},
	catalog.GetHelp: {"For anybody in {town}, no questions asked", "Enough {thing} for a week, from people in {hood}", "Walk in at {place}; somebody speaks Spanish", "Call first, then come by the side door", "Free and in confidence, at {place}",
		"When the month is longer than the money"},
	catalog.HaveASay: {"It is about {street}, and it is not decided yet", "Read it at the library, say it at {place}", "Every answer is printed with a reply beside it", "Open to everybody who lives in {town}", "What {hood} says here changes the draft"},
	catalog.Meet:     {"Everybody welcome, beginners most of all", "With {name}, who has done this for {n} years", "Good company at {place}, and a table with {thing}", "Come as you are; bring a neighbor from {hood}", "A warm room and people who know {town}"},
}

var ownSummaries = map[catalog.Kind][]string{
	catalog.Job:   {"Part time, at {place}", "Paid work near {hood}, no diploma asked for", "{n} hours a month with {org}"},
	catalog.Grant: {"Up to ${n}00 for something in {hood}", "Two pages, an answer within a month"},
	catalog.Study: {"Asked by people from {hood}, counted by {org}", "{n} minutes, and you get your own results", "Four visits at {place}, paid"},
}

var aboutOrganizations = []string{
	"Neighbors who help neighbors", "A small office with a big kitchen", "Volunteers, two paid hands and a van", "A room, a kettle and people who listen", "Keeps the doors open for everybody", "Looks after what belongs to all of us",
	"Food, advice and company", "Teaches, mends and lends", "Speaks for people who are seldom asked", "Runs on donations and stubbornness",
}

var audiences = []words{
	{"beginners", "principiantes"}, {"older adults", "personas mayores"}, {"teenagers", "adolescentes"}, {"families", "familias"}, {"women", "mujeres"}, {"newcomers", "recién llegados"}, {"veterans", "veteranos"},
	{"carers", "cuidadores"}, {"night workers", "trabajadores de noche"}, {"everybody", "todos"}, {"Spanish speakers", "hispanohablantes"}, {"fathers", "padres"},
}

var manners = []string{"Evening", "Drop-in", "Neighborhood", "Winter", "Saturday", "Bilingual", "Outdoor", "Free", "Early morning", "Mobile", "Quiet", "Family"}

var mottoes = []string{"no questions asked", "two more hands needed", "bring a friend", "starting again", "with soup afterwards", "open to all", "new time", "a first evening", "learn by doing", "rain or shine", "all year round", "small steps"}

var tags = []string{"family-friendly", "outdoors", "indoors", "teens", "seniors", "groups", "weekend", "evening", "bilingual", "students", "driving", "cooking", "seated", "pets-ok", "near-a-bus-stop", "work-from-home"}

var goods = []string{
	"bread", "winter coats", "canned beans", "fresh greens", "diapers", "soup", "paper towels", "blankets", "children's books", "seedlings", "bicycle tubes", "school bags", "warm socks", "rice and lentils", "baby formula",
	"tea and cake", "spare keys", "work gloves", "apples from Sheep Meadow", "folding chairs", "hand tools", "reading glasses", "soap", "dog food", "yarn", "old maps", "mulch", "tamales", "bus tickets", "space heaters",
}

var things = []string{
	"Closed shoes that may get wet", "A water bottle", "Gloves, if you have your own", "A bag or a cart", "Your medicine list", "A letter with your address", "Lunch for yourself", "A warm layer, the hall is cool", "Photo of your water bill",
	"The phone you want help with", "Pen and paper", "Something small to share", "A flashlight", "Your library card", "A mat or a towel", "Proof of age for under 18", "Rain gear", "Names of the people in your household", "A helmet", "Seeds you can spare",
}

var headings = []string{"What to bring", "Good to have with you", "Before you come"}

var steps = []string{
	"Call or write to us", "We ring back within two days", "You get a short form by mail", "Come to a first evening to look around", "Somebody meets you at the door", "Sign in at the desk", "Wait until your number is called",
	"We agree on a day that suits you", "A short training of one hour", "Tell us what you need, in your own words", "We send you home with a list",
}

var officeHours = []string{
	"Weekdays 10am to 3pm, closed at lunch", "Monday and Thursday mornings, otherwise leave a message", "By appointment", "Tuesday to Saturday, 11am until the food is gone", "Day and night by phone", "First thing in the morning, except when it snows",
	"After services on Sunday, and when the lights are on", "School days from the bell until 6pm", "Wed 6-8pm; Sat 10:30-12pm", "24 hours",
}

var doors = []string{"North gate, past the bicycles", "Intercom left of the door", "Blue door on the parking lot", "Up the ramp, then second room on the right", "Ask the guard for the back stairs", "We stand by the flagpole with a green flag", "Ring twice"}

var forWhom = []string{"Households in the valley", "Everybody who is here today", "People who live alone", "Anybody, whatever your papers say", "Under 18 with a parent's note", "Two visits a month", "Renters and owners alike", "For people who have done it before", "Parents and the children they bring"}

var interpreters = []string{"Spanish in the room", "Spanish and ASL, ask three days before", "By phone in most languages", "ASL at every meeting"}

var reasons = []string{"Moved for the holiday", "The hall is being painted", "The boiler is being replaced", "Elections in the hall", "Our van is in the workshop", "Too few people this season"}

var warnings = []string{"Uneven ground and cold water", "Nuts are used in this kitchen", "Heavy boxes; ask for the cart", "Please stay away with a fever", "Dogs on the yard are friendly and loud"}

var questions = []string{"What in our homes makes us cough?", "Which corners are too hot to wait at?", "How far do people walk for fresh food?", "Who sleeps badly, and since when?", "What is in our wells after a wet spring?", "Where do birds still nest in town?"}
