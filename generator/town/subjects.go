package town

import "corkboard/generator/catalog"

// words is a text in English and, where available, in Spanish.
type words struct{ en, es string }

// subject is one category.
type subject struct {
	id        string
	name      words
	in        string
	summary   string
	aliases   []string
	sensitive bool
	gets      []string // what people get from help in it
}

var subjects = []subject{
	{id: "food", name: words{"Food", "Comida"}, summary: "Groceries, hot meals and things you can grow", aliases: []string{"hungry", "groceries", "hambre"}, gets: []string{"food"}},
	{id: "pantries", name: words{"Food pantries", "Despensas"}, in: "food", summary: "A bag for the week, no questions", aliases: []string{"food bank", "food shelf", "banco de alimentos"}, gets: []string{"food"}},
	{id: "shared-meals", name: words{"Shared meals", "Comidas compartidas"}, in: "food", aliases: []string{"soup kitchen", "free lunch", "comedor"}, gets: []string{"food", "company"}},
	{id: "growing", name: words{"Gardens and growing", "Huertos"}, in: "food", aliases: []string{"community garden", "allotment", "seeds"}, gets: []string{"food", "goods"}},
	{id: "home", name: words{"Home and shelter", "Hogar y refugio"}, summary: "A bed, the rent, the boiler, the roof", aliases: []string{"housing", "homeless", "vivienda"}, gets: []string{"shelter"}},
	{id: "beds", name: words{"A bed tonight", "Una cama esta noche"}, in: "home", aliases: []string{"homeless shelter", "warming room", "albergue"}, gets: []string{"shelter", "food"}},
	{id: "rent-and-heat", name: words{"Rent and heat", "Alquiler y calefacción"}, in: "home", aliases: []string{"eviction", "utility bill", "desalojo"}, gets: []string{"money", "advice"}},
	{id: "repairs", name: words{"Repairs and tools", "Reparaciones y herramientas"}, in: "home", aliases: []string{"repair cafe", "tool library", "fix"}, gets: []string{"goods", "advice"}},
	{id: "clothes-and-furniture", name: words{"Clothes and furniture", "Ropa y muebles"}, in: "home", aliases: []string{"clothing bank", "winter coat", "ropa"}, gets: []string{"goods"}},
	{id: "health", name: words{"Health", "Salud"}, summary: "Somebody to look at it, somebody to talk to", aliases: []string{"doctor", "clinic", "médico"}, gets: []string{"care"}},
	{id: "clinics", name: words{"Clinics and screening", "Clínicas y revisiones"}, in: "health", aliases: []string{"blood pressure", "vaccine", "dentist"}, gets: []string{"care", "information"}},
	{id: "mental-health", name: words{"Mind and grief", "Ánimo y duelo"}, in: "health", aliases: []string{"counselling", "depression", "ansiedad"}, sensitive: true, gets: []string{"care", "company"}},
	{id: "recovery", name: words{"Drink and drugs", "Alcohol y drogas"}, in: "health", aliases: []string{"addiction", "sober", "adicción"}, sensitive: true, gets: []string{"care", "company"}},
	{id: "giving-blood", name: words{"Giving blood", "Donar sangre"}, in: "health", aliases: []string{"blood drive", "plasma"}, gets: []string{"food"}},
	{id: "learning", name: words{"Learning", "Aprender"}, summary: "Classes and people who know how", aliases: []string{"course", "lesson", "clase"}, gets: []string{"training"}},
	{id: "english-and-reading", name: words{"English and reading", "Inglés y lectura"}, in: "learning", aliases: []string{"ESL", "literacy", "inglés"}, gets: []string{"training"}},
	{id: "computers", name: words{"Computers and phones", "Computadoras y teléfonos"}, in: "learning", aliases: []string{"tech help", "internet", "laptop"}, gets: []string{"training", "advice"}},
	{id: "tutoring", name: words{"Homework and tutoring", "Tareas y tutorías"}, in: "learning", aliases: []string{"homework help", "mentoring"}, gets: []string{"training"}},
	{id: "children", name: words{"Children and youth", "Niñez y juventud"}, aliases: []string{"kids", "teens", "niños"}, gets: []string{"childcare"}},
	{id: "childcare", name: words{"Childcare and playgroups", "Cuidado infantil"}, in: "children", aliases: []string{"daycare", "toddlers", "guardería"}, gets: []string{"childcare", "company"}},
	{id: "youth-sports", name: words{"Youth sports", "Deporte juvenil"}, in: "children", aliases: []string{"soccer", "basketball", "fútbol"}, gets: []string{"goods"}},
	{id: "later-life", name: words{"Later life", "Mayores"}, aliases: []string{"seniors", "elderly", "tercera edad"}, gets: []string{"company"}},
	{id: "visits", name: words{"Visits and company", "Visitas y compañía"}, in: "later-life", aliases: []string{"lonely", "befriending", "soledad"}, gets: []string{"company"}},
	{id: "rides", name: words{"Rides", "Transporte"}, in: "later-life", aliases: []string{"bus", "van", "lift"}, gets: []string{"transport"}},
	{id: "disability", name: words{"Disability", "Discapacidad"}, aliases: []string{"wheelchair", "deaf", "blind"}, gets: []string{"advice", "goods"}},
	{id: "outdoors", name: words{"Outdoors", "Al aire libre"}, aliases: []string{"nature", "environment", "naturaleza"}, gets: []string{"company"}},
	{id: "river-and-trails", name: words{"River and trails", "Río y senderos"}, in: "outdoors", aliases: []string{"river cleanup", "trail work", "litter"}, gets: []string{"company"}},
	{id: "trees", name: words{"Trees", "Árboles"}, in: "outdoors", aliases: []string{"tree planting", "pruning"}, gets: []string{"goods"}},
	{id: "animals", name: words{"Animals", "Animales"}, in: "outdoors", aliases: []string{"animal shelter", "dogs", "cats"}, gets: []string{"advice", "goods"}},
	{id: "emergencies", name: words{"Emergencies", "Emergencias"}, summary: "Before, during and after", aliases: []string{"disaster", "flood", "inundación"}, gets: []string{"shelter", "goods"}},
	{id: "having-a-say", name: words{"Having a say", "Opinar y decidir"}, summary: "Where it is decided, and when you may speak", aliases: []string{"council", "vote", "democracy"}, gets: []string{"information"}},
	{id: "streets-and-building", name: words{"Streets and building", "Calles y urbanismo"}, in: "having-a-say", aliases: []string{"planning", "zoning", "traffic"}, gets: []string{"information"}},
	{id: "school-decisions", name: words{"School decisions", "Decisiones escolares"}, in: "having-a-say", aliases: []string{"school board", "budget vote"}, gets: []string{"information", "childcare"}},
	{id: "research", name: words{"Research with residents", "Investigación con vecinos"}, aliases: []string{"study", "survey", "citizen science"}, gets: []string{"stipend", "information"}},
	{id: "work-and-money", name: words{"Work and money", "Trabajo y dinero"}, aliases: []string{"job", "benefits", "trabajo"}, gets: []string{"pay", "advice"}},
	{id: "legal", name: words{"Legal help", "Ayuda legal"}, in: "work-and-money", aliases: []string{"lawyer", "tenant rights", "abogado"}, gets: []string{"advice"}},
	{id: "newcomers", name: words{"Newcomers", "Recién llegados"}, aliases: []string{"refugee", "immigrant", "citizenship"}, gets: []string{"advice", "goods"}},
	{id: "arts", name: words{"Arts and music", "Arte y música"}, aliases: []string{"choir", "theater", "painting"}, gets: []string{"training", "company"}},
	{id: "museums-and-history", name: words{"Museums and history", "Museos e historia"}, in: "arts", aliases: []string{"archive", "guide", "oral history"}, gets: []string{"information"}},
	{id: "festivals", name: words{"Festivals and markets", "Fiestas y mercados"}, aliases: []string{"fair", "parade", "market"}, gets: []string{"food", "company"}},
}

var subjectByID = func() map[string]*subject {
	m := make(map[string]*subject, len(subjects))
	for i := range subjects {
		m[subjects[i].id] = &subjects[i]
	}
	return m
}()

// activity is something that people do in a town; its name begins a title.
type activity struct {
	subject string
	name    words
}

// activities are by kind. The names are what people put up on a board.
var activities = map[catalog.Kind][]activity{
	catalog.Volunteer: {
		{"pantries", words{"Pantry packing shift", "Turno de empaque en la despensa"}}, {"pantries", words{"Drivers for the bread run", "Conductores para recoger pan"}},
		{"shared-meals", words{"Cooks and dishwashers", "Cocineros y lavaplatos"}}, {"shared-meals", words{"Meals to the door", "Comidas a domicilio"}},
		{"growing", words{"Garden work morning", "Mañana de trabajo en el huerto"}}, {"growing", words{"Compost turners", "Voltear el compost"}},
		{"beds", words{"Overnight hosts", "Anfitriones de noche"}}, {"repairs", words{"Fixers for the repair table", "Manos para la mesa de reparación"}},
		{"repairs", words{"Porch and ramp building", "Construir rampas y porches"}}, {"clothes-and-furniture", words{"Coat room sorters", "Clasificar abrigos"}},
		{"english-and-reading", words{"Conversation partners", "Compañeros de conversación"}}, {"tutoring", words{"Math tutors", "Tutores de matemáticas"}},
		{"tutoring", words{"Reading buddies", "Compañeros de lectura"}}, {"computers", words{"Phone and laptop helpers", "Ayudantes de teléfono y portátil"}},
		{"visits", words{"Friendly visitors", "Visitas amistosas"}}, {"visits", words{"Letters to people who live alone", "Cartas a personas solas"}},
		{"rides", words{"Drivers to the clinic", "Conductores a la clínica"}}, {"disability", words{"Sighted guides", "Guías para personas ciegas"}},
		{"river-and-trails", words{"River cleanup", "Limpieza del río"}}, {"river-and-trails", words{"Trail crew", "Cuadrilla de senderos"}},
		{"trees", words{"Street tree planting", "Plantar árboles en la calle"}}, {"trees", words{"Young tree waterers", "Regar árboles jóvenes"}},
		{"animals", words{"Dog walkers", "Pasear perros"}}, {"animals", words{"Kitten foster homes", "Casas de acogida para gatitos"}},
		{"youth-sports", words{"Coaches and referees", "Entrenadores y árbitros"}}, {"museums-and-history", words{"Gallery guides", "Guías de sala"}},
		{"museums-and-history", words{"Photo archive scanners", "Digitalizar el archivo de fotos"}}, {"arts", words{"Stage crew", "Equipo de escenario"}},
		{"festivals", words{"Market stewards", "Ayudantes del mercado"}}, {"newcomers", words{"Welcome families", "Familias de acogida y bienvenida"}},
	},
	catalog.Drive: {
		{"pantries", words{"Canned food drive", "Colecta de conservas"}}, {"clothes-and-furniture", words{"Winter coat drive", "Colecta de abrigos"}},
		{"giving-blood", words{"Blood drive", "Colecta de sangre"}}, {"tutoring", words{"School supply drive", "Colecta de útiles escolares"}},
		{"childcare", words{"Diaper drive", "Colecta de pañales"}}, {"festivals", words{"Toy and book drive", "Colecta de juguetes y libros"}},
	},
	catalog.Donate: {
		{"rent-and-heat", words{"Neighbors' heating fund", "Fondo vecinal de calefacción"}}, {"animals", words{"Vet bills fund", "Fondo para el veterinario"}},
		{"pantries", words{"Pay for a week of milk", "Pague una semana de leche"}}, {"arts", words{"Instruments for the school band", "Instrumentos para la banda escolar"}},
	},
	catalog.Respond: {
		{"emergencies", words{"Storm response team", "Equipo de respuesta a tormentas"}}, {"emergencies", words{"Shelter team training", "Formación del equipo de refugio"}},
		{"emergencies", words{"Sandbag crew", "Cuadrilla de sacos de arena"}}, {"emergencies", words{"Volunteer firefighters", "Bomberos voluntarios"}},
		{"emergencies", words{"Phone tree callers", "Cadena de llamadas"}},
	},
	catalog.GetHelpKind: {
		{"pantries", words{"Food pantry", "Despensa de alimentos"}}, {"pantries", words{"Grocery delivery", "Entrega de alimentos"}}, {"pantries", words{"Formula and diapers", "Leche de fórmula y pañales"}},
		{"shared-meals", words{"Hot lunch", "Almuerzo caliente"}}, {"shared-meals", words{"Breakfast to go", "Desayuno para llevar"}}, {"beds", words{"Winter shelter", "Refugio de invierno"}},
		{"beds", words{"Warming room", "Sala para calentarse"}}, {"rent-and-heat", words{"Help with a heating bill", "Ayuda con la calefacción"}}, {"rent-and-heat", words{"Rent help", "Ayuda con el alquiler"}},
		{"repairs", words{"Tool library", "Biblioteca de herramientas"}}, {"clothes-and-furniture", words{"Clothing room", "Ropero"}}, {"clothes-and-furniture", words{"Beds and tables for a first home", "Camas y mesas para la primera casa"}},
		{"clinics", words{"Walk-in clinic", "Clínica sin cita"}}, {"clinics", words{"Blood pressure check", "Control de presión"}}, {"clinics", words{"Dental day", "Día del dentista"}},
		{"mental-health", words{"Somebody to talk to", "Alguien con quien hablar"}}, {"recovery", words{"Recovery help desk", "Ayuda para la recuperación"}},
		{"computers", words{"Help with your phone", "Ayuda con su teléfono"}}, {"childcare", words{"Emergency childcare", "Cuidado infantil de urgencia"}}, {"rides", words{"Rides to the doctor", "Viajes al médico"}},
		{"disability", words{"Wheelchair loan", "Préstamo de sillas de ruedas"}}, {"legal", words{"Tenants' advice", "Consejo para inquilinos"}}, {"legal", words{"Free legal clinic", "Clínica legal gratuita"}},
		{"work-and-money", words{"Tax forms filled in", "Ayuda con los impuestos"}}, {"work-and-money", words{"Benefits check", "Revisión de ayudas"}}, {"newcomers", words{"Citizenship help", "Ayuda con la ciudadanía"}},
	},
	catalog.Job: {
		{"work-and-money", words{"Kitchen assistant", "Ayudante de cocina"}}, {"work-and-money", words{"Bus driver", "Conductor de autobús"}}, {"childcare", words{"After-school worker", "Monitor de tardes"}},
		{"rides", words{"Van dispatcher", "Despachador de camionetas"}}, {"trees", words{"Seasonal park crew", "Cuadrilla de parques de temporada"}}, {"visits", words{"Home care aide", "Cuidador a domicilio"}},
	},
	catalog.Grant: {
		{"work-and-money", words{"Small grants for block projects", "Pequeñas ayudas para proyectos de barrio"}}, {"arts", words{"Mural grants", "Ayudas para murales"}}, {"repairs", words{"Storefront repair grants", "Ayudas para fachadas"}},
	},
	catalog.Class: {
		{"english-and-reading", words{"English for beginners", "Inglés para principiantes"}}, {"english-and-reading", words{"Reading and writing for adults", "Lectura y escritura para adultos"}},
		{"computers", words{"Computer basics", "Computación básica"}}, {"computers", words{"Photos off your phone", "Fotos del teléfono"}}, {"emergencies", words{"First aid and CPR", "Primeros auxilios"}},
		{"growing", words{"Seed starting", "Siembra de semillas"}}, {"shared-meals", words{"Cooking on a small budget", "Cocinar con poco dinero"}}, {"arts", words{"Drawing for everybody", "Dibujo para todos"}},
		{"arts", words{"Fiddle lessons", "Clases de violín"}}, {"repairs", words{"Bicycle repair class", "Taller de bicicletas"}}, {"work-and-money", words{"Bookkeeping for small shops", "Contabilidad para tiendas"}},
		{"later-life", words{"Gentle yoga", "Yoga suave"}}, {"newcomers", words{"Driving theory in Spanish", "Teoría de conducir en español"}}, {"disability", words{"Sign language, first level", "Lengua de señas, primer nivel"}},
	},
	catalog.Event: {
		{"festivals", words{"Block party", "Fiesta de la cuadra"}}, {"festivals", words{"Winter market", "Mercado de invierno"}}, {"festivals", words{"Lantern walk", "Paseo de faroles"}},
		{"shared-meals", words{"Pancake breakfast", "Desayuno de panqueques"}}, {"shared-meals", words{"Community supper", "Cena comunitaria"}}, {"growing", words{"Seed swap", "Intercambio de semillas"}},
		{"arts", words{"Open stage", "Escenario abierto"}}, {"arts", words{"Choir concert", "Concierto del coro"}}, {"museums-and-history", words{"Walk through the old mills", "Paseo por los viejos molinos"}},
		{"emergencies", words{"Preparedness fair", "Feria de preparación"}}, {"clinics", words{"Health fair", "Feria de salud"}}, {"work-and-money", words{"Job fair", "Feria de empleo"}},
		{"youth-sports", words{"Family skating", "Patinaje en familia"}}, {"outdoors", words{"Owl walk", "Paseo de los búhos"}},
	},
	catalog.Group: {
		{"childcare", words{"Toddler playgroup", "Grupo de juego"}}, {"mental-health", words{"Grief circle", "Círculo de duelo"}}, {"recovery", words{"Recovery meeting", "Reunión de recuperación"}},
		{"later-life", words{"Chair exercise", "Ejercicio en silla"}}, {"visits", words{"Card and dominoes table", "Mesa de cartas y dominó"}}, {"arts", words{"Community choir", "Coro comunitario"}},
		{"arts", words{"Knitting circle", "Círculo de tejido"}}, {"english-and-reading", words{"Book group", "Club de lectura"}}, {"disability", words{"Carers' coffee", "Café de cuidadores"}},
		{"newcomers", words{"Women's sewing circle", "Círculo de costura de mujeres"}}, {"river-and-trails", words{"Walking group", "Grupo de caminata"}}, {"computers", words{"Coding club", "Club de programación"}},
	},
	catalog.Meeting: {
		{"having-a-say", words{"Town board meeting", "Reunión de la junta municipal"}}, {"streets-and-building", words{"Planning board", "Junta de urbanismo"}}, {"school-decisions", words{"School board meeting", "Reunión de la junta escolar"}},
		{"streets-and-building", words{"Hearing on a new crossing", "Audiencia sobre un nuevo cruce"}}, {"having-a-say", words{"Neighborhood assembly", "Asamblea del barrio"}}, {"rides", words{"Riders' council", "Consejo de pasajeros"}},
	},
	catalog.Consultation: {
		{"streets-and-building", words{"Draft plan for the main street", "Borrador del plan para la calle principal"}}, {"rides", words{"New bus times", "Nuevos horarios de autobús"}}, {"outdoors", words{"Parks for the next ten years", "Parques para los próximos diez años"}},
		{"having-a-say", words{"Ideas for the town's budget", "Ideas para el presupuesto"}}, {"school-decisions", words{"School calendar survey", "Encuesta del calendario escolar"}},
	},
	catalog.Seat: {
		{"having-a-say", words{"Library trustee", "Miembro del patronato de la biblioteca"}}, {"streets-and-building", words{"Alternate on the planning board", "Suplente en la junta de urbanismo"}}, {"trees", words{"Tree commission seat", "Puesto en la comisión de árboles"}},
		{"health", words{"Patients' seat on the clinic board", "Puesto de pacientes en la clínica"}},
	},
	catalog.Study: {
		{"research", words{"Asthma at home", "Asma en casa"}}, {"research", words{"Heat map walk", "Paseo para el mapa del calor"}}, {"research", words{"Sleep and school bells", "Sueño y horario escolar"}},
		{"research", words{"Well water testing", "Análisis de agua de pozo"}}, {"research", words{"How older people get around", "Cómo se mueven los mayores"}}, {"research", words{"Bird count", "Conteo de aves"}},
	},
}
