package format

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"corkboard/generator/yaml"
)

// everydayWords are words that people write for a field, in English, Spanish,
// German, French and Portuguese. A new language is more words.
var everydayWords = map[string]string{
	"pay":             "salary wage wages compensation remuneration pay_rate hourly_rate honorarium salario sueldo paga remuneración gehalt lohn vergütung bezahlung salaire rémunération salário remuneração",
	"cost":            "price fee fees entry admission ticket tickets entrance_fee charge precio costo coste entrada tarifa preis kosten eintritt gebühr prix coût tarif preço custo",
	"bring":           "what_to_bring to_bring bring_along please_bring qué_traer que_traer traer mitbringen mitzubringen à_apporter apporter trazer o_que_trazer",
	"who":             "eligibility eligible audience target_audience for_whom who_can_come open_to participants elegibilidad dirigido_a para_quién zielgruppe für_wen public_cible público para_quem",
	"title":           "name heading headline nombre título titulo titel titre nome",
	"kind":            "type tipo art typ",
	"organization":    "org organisation organizer organiser provider agency sponsor hosted_by organización organizador veranstalter träger organisateur organização organizadora",
	"host":            "contact_group neighbors neighbours",
	"schedule":        "when days frequency timetable horario cuándo cuando fecha fechas termin termine wann quand quando horário",
	"hours":           "opening open opening_hours opening_times office_hours business_hours horas horario_de_atención öffnungszeiten horaires heures heures_d'ouverture season term_time",
	"locations":       "place venue where lugar sitio dónde donde ubicación ort wo veranstaltungsort lieu où local onde",
	"phones":          "telephone tel mobile cell hotline call phone_number teléfono telefono telefon téléphone telefone",
	"emails":          "mail e_mail email_address correo correo_electrónico courriel",
	"url":             "website web homepage web_page webpage site more_info sitio_web página página_web enlace webseite lien site_web",
	"deadline":        "due due_date closes closing_date apply_by register_by application_deadline respond_by expires fecha_límite plazo frist bewerbungsschluss anmeldeschluss date_limite prazo",
	"languages":       "lang spoken_languages idioma idiomas sprache sprachen langue langues línguas",
	"access":          "accessibility accesibilidad barrierefreiheit accessibilité acessibilidade",
	"arrive":          "parking directions getting_there how_to_get_there entrance transit estacionamiento aparcamiento cómo_llegar anfahrt parken stationnement como_chegar",
	"spots":           "capacity places seats spaces slots max_participants cupo cupos plazas aforo plätze capacité vagas",
	"commitment":      "time_commitment time_needed compromiso zeitaufwand",
	"image":           "photo picture imagen foto bild",
	"requirements":    "requires prerequisites required requisitos voraussetzungen prérequis",
	"booking_needed":  "booking booking_required appointment appointment_needed reservation reservation_required cita reserva voranmeldung réservation",
	"referral_needed": "referral referral_required",
	"id_needed":       "id_required papers_needed",
	"summary":         "about tagline subtitle blurb short_description resumen zusammenfassung résumé resumo",
	"body":            "description details detail info information notes note remarks comments text content descripción detalles información notas observaciones beschreibung hinweis hinweise détails remarques descrição detalhes observações",
	"tags":            "keywords etiquetas schlagworte mots_clés",
	"categories":      "subject subjects topic topics categoría categorías kategorie catégorie categoria thema",
	"checked":         "last_checked verified updated last_updated date_checked updated_at stand actualizado",
	"status":          "estado",
	"paid_with":       "payment payment_accepted accepts payment_methods formas_de_pago zahlungsarten",
}

// shapeWords are words whose field depends on what is written after them.
var shapeWords = map[string]string{
	"contact":    "contact contact_person contact_name contact_info contacts coordinator contacto persona_de_contacto kontakt ansprechpartner ansprechpartnerin personne_à_contacter contato responsable",
	"apply":      "apply how_to_apply application applications register registration sign_up signup rsvp join how how_to_join inscripción inscripciones registro solicitud anmeldung anmelden bewerbung inscription inscrição candidatura",
	"age":        "age ages age_range age_group min_age minimum_age edad edades alter altersgruppe âge âges idade",
	"wheelchair": "wheelchair wheelchairs wheelchair_access wheelchair_accessible accessible silla_de_ruedas rollstuhl rollstuhlgerecht barrierefrei fauteuil_roulant cadeira_de_rodas",
	"social":     "social social_media facebook instagram twitter mastodon bluesky youtube redes_sociales",
	"address":    "address street dirección adresse endereço street_address",
	"colors":     "colors colours color colour",
}

// everyday is the field for a word, shapes is what decides about a word.
var everyday, shapes = byWord(everydayWords), byWord(shapeWords)

func byWord(lists map[string]string) map[string]string {
	out := map[string]string{}
	for field, words := range lists {
		for word := range strings.FieldsSeq(words) {
			out[word] = field
		}
	}
	return out
}

// everydayKey is a key as the words are written.
func everydayKey(key string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(key)))
}

var (
	ageAtLeast = regexp.MustCompile(`(?i)^([0-9]{1,3}) *(\+|years?|and (over|up|older|above)|or (over|older|above)|y más|et plus|jahren?|ab)?$`)
	ageBetween = regexp.MustCompile(`(?i)^([0-9]{1,3}) *(?:-|–|to|bis|a|à) *([0-9]{1,3})( years?| años| ans| jahre| anos)?$`)
	ageUnder   = regexp.MustCompile(`(?i)^(?:under|below|menores? de|unter|moins de) ([0-9]{1,3})$`)
)

// shaped are lines that may be meant by a key whose field depends on its value,
// the likeliest first.
func (tb *table[T]) shaped(pair yaml.Pair) [][]string {
	word, v := everydayKey(pair.Key.Value), pair.Value
	value := strings.TrimSpace(v.Value)
	if v.Kind == yaml.Map && shapes[word] == "social" {
		out := []string{"links:"}
		for _, p := range v.Pairs {
			out = append(out, "  - label: "+Scalar(InWords(p.Key.Value)), "    url: "+Scalar(p.Value.Value))
		}
		return [][]string{out}
	}
	if v.Kind == yaml.Map && shapes[word] == "colors" && len(v.Pairs) > 0 {
		return [][]string{{"accent: " + yaml.Quote(v.Pairs[0].Value.Value)}}
	}
	if v.Kind != yaml.Scalar || v.Block {
		return nil
	}
	label := Scalar(InWords(pair.Key.Value))
	switch shapes[word] {
	case "contact", "apply":
		out := [][]string{}
		if mailAddress.MatchString(value) {
			out = append(out, []string{"email: " + value}, []string{"contact:", "  email: " + value})
		}
		if strings.Contains(value, "://") || bareHost.MatchString(value) {
			out = append(out, []string{"url: " + value}, []string{"links:", "  - label: " + label, "    url: " + value})
		}
		if digitCount(value) >= 7 && !strings.Contains(value, "://") && strings.Trim(value, "0123456789+-()./ ext") == "" {
			out = append(out, []string{"phone: " + Scalar(value)})
		}
		if shapes[word] == "apply" {
			out = append(out, []string{"steps: " + Scalar(value)})
		}
		return append(out, []string{"body: " + yaml.Quote(InWords(pair.Key.Value)+": "+value)})
	case "age":
		if m := ageBetween.FindStringSubmatch(value); m != nil {
			return [][]string{{"who:", "  age_min: " + m[1], "  age_max: " + m[2]}}
		}
		if m := ageAtLeast.FindStringSubmatch(value); m != nil {
			return [][]string{{"who:", "  age_min: " + m[1]}}
		}
		if m := ageUnder.FindStringSubmatch(value); m != nil {
			n, _ := strconv.Atoi(m[1]) // the pattern holds digits
			return [][]string{{"who:", fmt.Sprintf("  age_max: %d", n-1)}}
		}
		return [][]string{{"who:", "  note: " + Scalar(value)}}
	case "wheelchair":
		if yes := strings.ToLower(value); yes == "yes" || yes == "no" || yes == "partial" || yes == "true" || yes == "sí" || yes == "ja" || yes == "oui" || yes == "sim" {
			if yes != "no" && yes != "partial" {
				yes = "yes"
			}
			return [][]string{{"access:", "  step-free: " + yes}}
		}
		return [][]string{{"access:", "  note: " + Scalar(value)}}
	case "social":
		return [][]string{{"links:", "  - label: " + label, "    url: " + Scalar(value)}}
	case "address":
		return [][]string{{"location:", "  name: " + Scalar(firstPart(value)), "  address: " + Scalar(value)}}
	case "colors":
		return [][]string{{"accent: " + yaml.Quote(value)}}
	}
	return nil
}

// firstPart is an address up to its first comma.
func firstPart(address string) string {
	first, _, _ := strings.Cut(address, ",")
	return first
}
