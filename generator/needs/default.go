package needs

import "strings"

// Default is the vocabulary of a site that says nothing of its own. What a phrase means
// is what a resident who types it hopes to find; so "baby formula" is food, and "heating"
// is money. A plural is the same as its singular.
func Default() Vocabulary {
	return Vocabulary{
		{
			ID: "food", Icon: "food",
			Name: map[string]string{"en": "Food", "es": "Comida"},
			Phrases: map[string][]string{
				"en": list("food; hungry; hunger; eat; to eat; nothing to eat; something to eat; starving; meal; hot meal; lunch; dinner; supper; breakfast; groceries; food bank; food pantry; pantry; food shelf; soup kitchen; food stamps; snap; wic; ebt; baby formula"),
				"es": list("comida; comidas; comer; algo de comer; nada que comer; no tengo que comer; hambre; alimentos; víveres; mercado gratis; despensa; banco de alimentos; comedor; comedor social; almuerzo; cena; desayuno; mandado; cupones de comida; estampillas de comida; leche de fórmula"),
			},
			Categories: list("food; groceries; pantries; food pantry; food bank; food-pantries; community-meals; meals; soup kitchen; comida; alimentos"),
			Get:        list("food"),
		},
		{
			ID: "bed", Icon: "home",
			Name: map[string]string{"en": "A bed or shelter", "es": "Una cama, refugio o albergue"},
			Phrases: map[string][]string{
				"en": list("bed; shelter; homeless; homelessness; homeless shelter; night shelter; emergency shelter; warming center; somewhere warm; place to sleep; somewhere to sleep; place to stay; somewhere to stay; cold tonight; emergency housing; hotel voucher; motel voucher"),
				"es": list("cama; refugio; albergue; sin hogar; sin techo; donde dormir; donde quedarme; lugar para dormir; lugar donde dormir; hospedaje; techo para esta noche"),
			},
			Crisis: map[string][]string{
				"en": list("nowhere to sleep; no place to sleep; nowhere to go tonight; nowhere to stay; sleeping in my car; sleeping in the car; sleeping outside; sleep outside tonight; living in my car; kicked out tonight; kicked out; kicked me out; threw me out; freezing outside"),
				"es": list("no tengo donde dormir; sin donde dormir; no tengo donde quedarme; no tenemos donde dormir; duermo en el carro; duermo en mi carro; dormir en el carro; duermo en la calle; dormir en la calle; me echaron de la casa"),
			},
			Categories: list("shelter; shelters; emergency shelter; homeless shelter; warming center; housing; vivienda; refugio; albergue"),
			Get:        list("shelter"),
		},
		{
			ID: "safety", Icon: "safety",
			Name: map[string]string{"en": "Safety from violence", "es": "Protección contra la violencia"},
			Phrases: map[string][]string{
				"en": list("abuse; abusive; abuser; violence; women's shelter; safe house; restraining order; order of protection; stalking; stalker; trafficking; afraid at home; protection from my ex"),
				"es": list("maltrato; abuso; violencia; casa segura; refugio para mujeres; orden de protección; orden de restricción; acoso; trata; miedo en casa"),
			},
			Crisis: map[string][]string{
				"en": list("hits me; hit me; hitting me; beats me; beat me; beating me; beat me up; he hurts me; husband hurts me; wife hurts me; boyfriend hurts me; girlfriend hurts me; partner hurts me; chokes me; choked me; choking me; strangled me; threatens me; threatened me; threatening to kill me; wants to kill me; raped; raped me; rape; sexual assault; sexually assaulted; molested; domestic violence; domestic abuse; being abused; abuses me; abusing me; stalking me; afraid to go home; scared to go home; not safe at home; unsafe at home; afraid of my husband; scared of my husband; afraid of my partner; scared of my partner; afraid of my boyfriend; scared of my boyfriend; afraid of him; scared of him; won't let me leave; being trafficked"),
				"es": list("me pega; me pegó; me está pegando; me golpea; me golpeó; me maltrata; me lastima; me amenaza; me quiere matar; me va a matar; me violó; me violaron; violación; abuso sexual; violencia doméstica; violencia familiar; violencia en casa; miedo de mi pareja; miedo de mi esposo; miedo de mi marido; miedo a mi pareja; miedo a mi esposo; miedo a mi marido; tengo miedo en casa; miedo de ir a casa; no me deja salir; ahorcó"),
			},
			Categories: list("abuse; safe-housing; domestic violence; sexual violence; crime victims; violencia doméstica; maltrato"),
		},
		{
			ID: "health", Icon: "health",
			Name: map[string]string{"en": "Health", "es": "Salud"},
			Phrases: map[string][]string{
				"en": list("health; doctor; nurse; clinic; sick; medicine; prescription; pharmacy; dentist; dental; tooth; toothache; vaccine; vaccination; flu shot; checkup; pregnant; pregnancy test; std test; hiv test; glasses; eye exam; no insurance; uninsured; medicaid; poison; clean needles; naloxone; narcan; addiction; detox; rehab"),
				"es": list("salud; médico; médica; doctor; doctora; enfermera; enfermo; enferma; clínica; medicina; medicinas; receta; farmacia; dentista; dientes; muela; dolor de muela; vacuna; vacunas; embarazada; lentes; sin seguro; seguro médico; adicción; desintoxicación; veneno; intoxicaciones"),
			},
			Crisis: map[string][]string{
				"en": list("overdose; overdosing; overdosed; took too many pills; too many pills; chest pain; heart attack; having a stroke; not breathing; can't breathe; cannot breathe; stopped breathing; is unconscious; won't wake up; bleeding a lot; bleeding badly; having a seizure; is choking; swallowed poison; poisoned; drank bleach; swallowed bleach; ate pills; swallowed pills; swallowed a battery; carbon monoxide"),
				"es": list("sobredosis; demasiadas pastillas; muchas pastillas; dolor de pecho; dolor en el pecho; ataque al corazón; infarto; derrame cerebral; no respira; no puedo respirar; no puede respirar; está inconsciente; no despierta; sangra mucho; convulsiones; convulsión; tomó veneno; tragó veneno; envenenado; envenenada; tomó cloro; bebió cloro; se tragó una pila; monóxido de carbono"),
			},
			Whole:      true,
			Categories: list("health; clinic; medical; dental; recovery; salud"),
			Get:        list("care"),
			Emergency:  list("911; 112; 999; 000; 111"),
		},
		{
			ID: "money", Icon: "money",
			Name: map[string]string{"en": "Money and rent", "es": "Dinero y renta"},
			Phrases: map[string][]string{
				"en": list("money; rent; back rent; rent help; can't pay rent; can't pay my rent; can't afford rent; behind on rent; bill; electric bill; gas bill; water bill; utility; utility bill; utility shutoff; shutoff; no heat; heating; heating oil; liheap; eviction; evicted; eviction notice; mortgage; foreclosure; debt; benefits; welfare; financial help; financial assistance; emergency money; emergency fund; cash assistance; deposit; tax; tax help; tax return; laid off; broke"),
				"es": list("dinero; renta; alquiler; no puedo pagar la renta; no puedo pagar el alquiler; deuda; deudas; factura; recibo de la luz; pagar la luz; me cortaron la luz; luz y gas; calefacción; desalojo; desahucio; hipoteca; ayuda económica; ayuda financiera; beneficios; impuestos; depósito"),
			},
			Categories: list("rent-and-bills; rent; bills; utilities; rent assistance; financial assistance; emergency fund; taxes; tax help; renta; alquiler"),
			Get:        list("money"),
		},
		{
			ID: "legal", Icon: "law",
			Name: map[string]string{"en": "Legal help", "es": "Ayuda legal"},
			Phrases: map[string][]string{
				"en": list("lawyer; attorney; legal; legal aid; legal help; legal advice; court; sued; immigration; immigration lawyer; green card; visa; asylum; deportation; custody; divorce; expungement; tenant rights; landlord; won't fix; bad landlord; mold"),
				"es": list("abogado; abogada; ayuda legal; asesoría legal; legal; corte; tribunal; demanda; inmigración; migración; papeles; asilo; deportación; custodia; divorcio; derechos de inquilinos; casero; dueño del apartamento"),
			},
			Whole:      true,
			Categories: list("law; legal; legal aid; lawyer; abogado; leyes"),
		},
		{
			ID: "work", Icon: "work",
			Name: map[string]string{"en": "Work", "es": "Trabajo"},
			Phrases: map[string][]string{
				"en": list("job; work; employment; hiring; unemployed; unemployment; lost my job; job search; job training; career; resume; interview clothes; day labor; internship; apprenticeship"),
				"es": list("trabajo; trabajar; empleo; desempleo; desempleado; desempleada; busco trabajo; contratan; currículum; hoja de vida; perdí mi trabajo; jornalero; aprendiz"),
			},
			Categories: list("jobs; job; employment; job training; work; empleo; trabajo"),
		},
		{
			ID: "ride", Icon: "transport",
			Name: map[string]string{"en": "A ride", "es": "Transporte"},
			Phrases: map[string][]string{
				"en": list("ride; ride to doctor; bus; bus pass; bus ticket; transportation; transport; transit; paratransit; medical transport; gas card; gas money; car repair"),
				"es": list("transporte; viaje; autobús; camión; pase de autobús; boleto de autobús; aventón; me lleven; llevarme; viaje al médico"),
			},
			Categories: list("rides; ride; transport; transportation; transit; transporte"),
			Get:        list("transport"),
		},
		{
			ID: "talk", Icon: "mind",
			Name: map[string]string{"en": "Someone to talk to", "es": "Alguien con quien hablar"},
			Phrases: map[string][]string{
				"en": list("someone to talk to; somebody to talk to; talk to someone; talk to somebody; lonely; alone; loneliness; depressed; depression; anxiety; anxious; panic attack; stress; counseling; counselor; therapy; therapist; mental health; grief; grieving; support group; died; passed away; funeral; crying; sad; hopeless; crisis line"),
				"es": list("alguien con quien hablar; con quien hablar; hablar con alguien; soledad; me siento solo; me siento sola; deprimido; deprimida; depresión; ansiedad; estrés; consejería; consejero; terapia; terapeuta; psicólogo; psicóloga; salud mental; duelo; murió; falleció; grupo de apoyo; tristeza; triste; línea de crisis"),
			},
			Crisis: map[string][]string{
				"en": list("want to die; wanna die; wanting to die; wish i was dead; wish i were dead; better off dead; ready to die; going to die by suicide; kill myself; killing myself; suicide; suicidal; end my life; ending my life; end it all; take my own life; taking my own life; don't want to live; don't want to be alive; no reason to live; can't go on living; hurt myself; hurting myself; harm myself; harming myself; cut myself; cutting myself; self harm; self injury"),
				"es": list("quiero morir; quiero morirme; quisiera morir; me quiero morir; deseo morir; ganas de morir; quiero estar muerto; quiero estar muerta; matarme; me quiero matar; me voy a matar; suicidio; suicida; suicidarme; suicidarse; quitarme la vida; acabar con mi vida; terminar con mi vida; no quiero vivir; no quiero seguir viviendo; sin ganas de vivir; hacerme daño; lastimarme; cortarme; autolesión"),
			},
			Categories: list("mind; mental health; counseling; grief; depression; crisis; support groups; salud mental; duelo"),
			Get:        list("company"),
			Emergency:  list("988; 116 123; 13 11 14; 1737; 024"),
		},
		{
			ID: "goods", Icon: "clothes",
			Name: map[string]string{"en": "Things for the home", "es": "Cosas para el hogar"},
			Phrases: map[string][]string{
				"en": list("furniture; clothes; clothing; coat; winter coat; shoes; boots; blanket; mattress; bedding; dishes; stove; fridge; washer; laundry; diaper; soap; shampoo; toiletries; hygiene; wheelchair; crutches; school supplies"),
				"es": list("muebles; ropa; abrigo; abrigos; chamarra; zapatos; botas; cobija; cobijas; colchón; platos; estufa; refrigerador; lavandería; pañales; jabón; champú; higiene; silla de ruedas; muletas; útiles escolares"),
			},
			Categories: list("goods; clothes; clothing; furniture; household; ropa; muebles"),
			Get:        list("goods"),
		},
		{
			ID: "children", Icon: "children",
			Name: map[string]string{"en": "Children", "es": "Niños"},
			Phrases: map[string][]string{
				"en": list("children; child; kid; baby; babies; child care; daycare; babysitter; preschool; head start; after school; homework; homework help; tutor; tutoring; teen; teenager; playgroup; parenting; summer camp"),
				"es": list("niños; niño; niña; niñas; hijos; hijo; hija; bebé; bebés; guardería; cuidado de niños; niñera; preescolar; después de la escuela; tarea; tareas; ayuda con la tarea; tutor; tutoría; adolescentes; crianza; campamento de verano"),
			},
			Categories: list("children-and-youth; children; youth; parents; families; child care; niños; familias"),
			Get:        list("childcare"),
		},
	}
}

// Words of intent are no need, and turn the order of what is found. Who complains is led
// to those who decide: to the categories of deciding.
var (
	giving = map[string][]string{
		"en": list("give; giving; donate; donating; donation; volunteer; volunteering; give away; give blood; offer; offering; drop off; help out; sponsor; foster"),
		"es": list("dar; doy; donar; donación; donaciones; dono; voluntario; voluntaria; voluntariado; ser voluntario; ser voluntaria; dar sangre; regalar; ofrecer; ofrezco; apoyar; aportar"),
	}
	saying = map[string][]string{
		"en": list("complain; complaint; complaining; report; report a problem; petition; object to; pothole; streetlight; recycling; trash pickup; garbage pickup; noise; speak up; who decides; have a say; vote; voting"),
		"es": list("quejarme; quejarse; queja; denunciar; reportar; reporte; petición; bache; alumbrado; reciclaje; reciclar; recolección de basura; ruido; quién decide; votar; opinar"),
	}
	deciding = list("decisions; public decisions; decision-making; government; local government; city council; civic; budget; planning; decisiones; gobierno")
	// getting has words of giving that are said of others.
	getting = map[string][]string{
		"en": list("give me; give us; gives; that give; who give; give out; giving out; giving away; help with"),
		"es": list("dan; me dan; nos dan; me den; pueden dar; puede dar; darme; darnos; que dan; que regalan; regalan; donde regalan"),
	}
	// fillers may come between the words of a phrase.
	fillers = list("a; an; the; my; some; any; to; of; just; really; so; ever; even; el; la; los; las; un; una; mi; mis; de; ya; muy; tan")
)

// Synonyms are other words for the same thing in some languages, each with what listings
// call it.
func Synonyms(langs []string) [][]string {
	var out [][]string
	for _, names := range synonyms {
		var here []string
		for _, lang := range langs {
			base, _, _ := strings.Cut(lang, "-")
			here = append(here, names[base]...)
		}
		if len(here) > 1 {
			out = append(out, here)
		}
	}
	return out
}

var synonyms = []map[string][]string{
	{"en": list("food benefits; food stamps; SNAP; EBT"), "es": list("cupones de comida; estampillas de comida")},
	{"en": list("overdose; naloxone; narcan"), "es": list("sobredosis; naloxona")},
	{"en": list("dental; dentist; tooth; toothache"), "es": list("dentista; muela; dientes")},
	{"en": list("shots; vaccine; vaccination; vaccines; flu shot"), "es": list("vacuna; vacunas")},
	{"en": list("nurse"), "es": list("enfermera; enfermero")},
	{"en": list("finish high school; GED; high school diploma"), "es": list("diploma de secundaria")},
	{"en": list("English; ESL; ESOL"), "es": list("inglés")},
	{"en": list("résumé; resume; CV"), "es": list("currículum; hoja de vida")},
	{"en": list("recovery; sober; sobriety; AA meeting; NA meeting"), "es": list("sobriedad")},
	{"en": list("furniture"), "es": list("muebles")},
	{"en": list("diapers"), "es": list("pañales")},
	{"en": list("homework; tutoring"), "es": list("tarea; tareas")},
	{"en": list("grief; bereavement"), "es": list("duelo")},
	{"en": list("library"), "es": list("biblioteca")},
	{"en": list("bicycle; bike"), "es": list("bicicleta")},
	{"en": list("clean supplies; needle exchange; syringes; needles"), "es": list("jeringas")},
}

func list(s string) []string { return strings.Split(s, "; ") }
