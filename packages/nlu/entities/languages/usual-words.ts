/**
 * The usual words of a language, in small letters, by which names are told from them: those that most requests to companies have in them
 * (bench/requests, bench/translations), and what people are, eat, book and pay with. Given names are left out.
 */
export const usualWords: { readonly [language: string]: string } = {
  en: `able about abroad accept accepted access accident account accounts across actually add added address adult afraid african after afternoon again
against age agent ago ahead airport aisle all allergic allowed alone along already alter always am amazing amount and angry annoyed another answer
any anybody anyone anything anywhere app apple apply appointment are around arrive arrived artificial as asian ask asked asking asks asleep
assistant at australian automatic automatically available awake away awesome baby back bacon bad bag bags balance balcony bank bar battery be beats
because bed beef been beer before begin behind being belt best better between big bigger bike billed billing bin birthday bit bits black blank blind
block blocked blue board book booked booking bored boss bot both bottom bought box boxes branch brazilian break breakfast bring broke broken bronze
brother brought buddhist buffet building burger bus business but button buy buyer buying by call called calls came camera can canadian cancel
cancellation cancelled cappuccino car card cards carry case cash cat catholic certificate chair change changed changing charge charged charger cheap
cheaper check checking cheese chicken child children chocolate choose christmas claim clean clear client clock close closed club clue code coffee
coke cola cold collect colour come comes coming company complaint computer confused connect contact continue contract copy corner cost could count
counter couple coupon cover covered cracked credit curious customer customers cut dad daily danish dark data date dates daughter day days dead deaf
deal debit delete deleted delivery deposit designer desk dessert details developer diabetic did died difference different dinner direct disabled
disappointed discount do doctor does dog doing dollars done door double down download dr drive driver driving drop dropped drops drunk dry due dumb
during each earlier early easter eat economy edit eight eleven else elsewhere email employee employer empty end ended ends engaged engineer enough
enter error espresso even evening ever every everyone everything everywhere exactly exchange excited expired explain express extend extra face
failed fair family far fast fault fee feel fell ferry fetch few fifteen fifty file fill film final find fine finish finished finnish fire firm first
fit five fix fixed flat flight floor fly follow food foot football for forgot forgotten form fortnight forty forward found four free freeze fresh
fridge friend fries from front frozen frustrated full garage garden garlic gas gate gave get gets getting gift girl give given gives glass gloves
gluten go goes going gone good got greek green grey ground group guest gym had halal half halfway hall hand handed hands hang happened happening
happens happy hard has have having head headphones hear heard held help her here hers high him hindu his history hit hold holiday home hoodie
hospital hot hotel hour hours house how human hundred hurt husband ice idea if ill important in include included incorrect indian inside instead
insurance insured intelligence interest internet into intolerant invoice irish is it item its itself jacket jeans jewish job join joking juice just
keep keeps kept key keyboard keys kid kidding kids kitchen knock knocked know kosher lactose lad landlord laptop large last late later latte lawyer
learning leave leaving left leg lemonade less let letter letters level licence life lift light lights like limit line link list little live load
locator lock locked log login long longer look looked looking looks lose losing lost lot love low lower lunch luxury machine mad made mail main make
makes man manager many married match maybe me mean meant medium meet meeting member membership menu message mexican middle midnight mind mine mini
minimum minute minutes missed missing misspelled misspelt mistake mobile moment money monitor month monthly months more morning most mother mouse
move moved moving mr mrs ms much mum muslim must my myself name near nearly need needed needs neighbour never new news next nice nigerian night
nights nine ninety no nobody noise none nonstop noodles noon nope normal not note nothing notice now nowhere number numbers nurse ocean of off offer
office offline often okay old on once one ones onion online only open opened opening operator options or order ordered other others our out outside
over overnight owe own owner pack packed page paid paper papers parcel parent parents park parking part partner party pass passed passenger passport
password past pasta pause pay paying payment payments pays pending pensioner people per percent perfect person phone photo photos pick picked pickup
picture pictures pin pizza place places plan platinum play please plug pm point points polish poor pop pork portuguese possible post posted pound
pounds power pregnant premium press pressed previous price print printer private problem profile promised promo proof proper prove pull pulled
purchase push put quarter queen question questions queue quick quid quiet quote rain raise ran rang rate rather reach read ready real really reason
receipt reception record red refund refused register registered regular rejected release remember remove renew rent replace replacement report
representative request reserve reset rest retired return returned review rice rid ridiculous right ring roll room round round-trip roundtrip router
row run running runs russian safe said salad sale same sandwich sat sauce save saved saw say saying says scan scared scarf schedule school scrap
screen sea seat second seconds security see seeing seen sell seller selling send sending senior sent serious service session set seven share she
shift shipping shirt shoes shop shopper shopping short should show showing shows shut sick side sign signed silver since single sister sit site
sitting six sixty size skip skirt sleep slot slow small smart smoking snapped sneakers sober socks soda sofa sold some somebody someone something
somewhere son soon sooner sorry sort sound soup space spare speak speaker special spelled spend spent split spot spring staff stairs stand standing
start started starter starting starts statement station status stay staying step stick still stock stolen stop stopped stops store straight
strawberry strong stuck student stuff subscribed subscriber subscription suite support supposed sure swap sweater swedish swiss switch switched
system table tablet take takeaway taken takes taking talk talking tall tax taxi tea teacher team technical tell telling telly ten tenant term
terminal terrible test text than thanks thanksgiving that the their them then there these they thing things think thinking third thirty this those
though thought thousand three threw through ticket tickets till time times tired to today toddler together told tomato tomorrow tonight too took top
total touch town track tracking train transfer travel tried trip try trying turkish turn turned turns twelve twenty twice twin two type typed
ukrainian unable unacceptable unavailable under undo unemployed until unwell up update upgrade upload upset urgent us use used username using usual
vaccinated van vanilla vanished vegan vegetarian vendor version veteran video visit visitor voucher wait waiting walk walked wall want wanted wants
warning was wash washing watch water way we weak wear website wedding week weekend weekly weeks well went were what wheel when where whether which
while white who whole why widowed wife wifi window wine winter wipe wishes with within without word work worked working works worried worse worst
worth would write writing written wrong wrote yeah year years yellow yep yes yesterday yet you young your yours zero`,
  de: `abbuchen abend abholen absetzen acht adresse adressen ahnung alle allergiker allergikerin alles alt alte amerikaner andere anderen anderer anders
anfang anfangen anruf anrufen anstatt anzahl app apps arbeit arbeiten aufhören aus ausgeschaltet ausreichend aussehen austauschen auswählen auto
baby babys bahnhof bank bankkonto bedeuten beenden behalten bei beide beides beitrag bekommen benutzen berater beraterin bereits besetzt besser
bessere bestellen bestellung bezahlen bezahlt bier bis bisschen bitte bitteschön bloß box brauche brauchen brief briefe bringen buch buchen büro
büros code codes damals dank danke dann das datum dazwischen defekt dein deine denken denn deutsche deutscher dezember diabetiker diabetikerin dich
dienstag dies diese dieser ding doch donnerstag doppelt doppelzimmer dr drehen drei dringend durch durchkommen egal ehefrau eher eigene eigenen ein
eine einige einmal einstellen einzelzimmer ende engländer entfernt erst erstattung erste erzählt etwas euch extra fallen falsch falsche fan fand
februar fenster fensterplatz ferien fern festgefahren finde finden flug flughafen frage fragen franzose frau frei freitag freundliche freundlichen
frühling frühstück fährt fünf fünfte gab gang gangplatz ganz ganze geben gebühr gefunden gegangen gegeben gehalten gehe gehen geht gekauft gekommen
geld gelder gelesen gemacht gemeint genommen genug gerade gesagt geschickt geschieden geschlossen geschnitten geschäft gesendet gestern gestrigen
gezahlt gib ging glaube gleich gleiche grieche groß große gruß grüße gut gute guten guter gutes gutschein halb halten hand handy haus helfen her
herbst hergestellt herzlichen heute heutige hilfe hinein hinter hinzufügen hinzugefügt hotel hund hunde hälfte hände hängt häuser ihnen ihr ihre
immer interesse ire irgendein irgendetwas irgendjemand irgendwelche irgendwo irin italiener jahr jahre januar jede jeder jemand jemanden jetzt job
juli juni kaffee kam kaputt karte karten karton kasse kaufe kaufen kaufte kein keine keinen keiner klasse klein klingeln kommen kommt kontakt konten
konto kosten kostenlos kostet krank kreditkarte kundendienst kundenservice laden lang lange lass lassen lastschrift laufen leben ledig legen leider
lesen letzte letzten leute lieber links liste listen länger längere mache machen mahlzeit mail mails mehr meinen meinte mensch menschen mich mir mit
mitarbeiter mitarbeiterin mitbringen mitnehmen mittag mitte mittwoch monat monate montag morgen morgens morgige märz möchte mögen möglich mögliche
nach nachdem nachmittag nacht nah nahm name namen nehmen nein neu neue neukunde neun neune nicht nichts nie niemals niemand nimm nix noch nochmal
november nummer nun nur nutzen nächste nächsten nächte oben oberste offen okay oktober online ort ostern person platz pole post preis preise
privatkunde problem prof prüfen ratenzahlung raum raus rechnung rechts rein rennen richtig ring rot rote rund runde runter rückgabe sache sachen sag
sagen sagte samstag schalten schauen schicken schließen schneiden schnellstmöglich schon schule schulen schwanger schweizer sechs sehe sehen sehr
seit seitdem seite seiten sekunde senden september sicher sie sieben sobald sommer sonntag sonst spanier spät start starten stattdessen status
stellen stoppen stornieren storniert stunde stunden stück support tag tage tauschen tee telefon termin tragen tresor tür türen türke uhrzeit
umschalten umtausch umziehen ungefähr uns unser unsere unten unter unterhalb unterschreiben unterschrieben urlaub vegan veganer veganerin vegetarier
vegetarierin vegetarisch vergaß vergessen verheiratet verlassen verlegt verloren versand versandstatus verschieben verspätet verwitwet viel viele
vielen vier vierte voll volle von vor vorbei vorher vormittag vorne wagen wann warte warten warum was wasser wechseln weg weihnachten weil weile
wein weit weitere weiterhin weiß welche welcher wem wenig wenn wer werden wie wieder wieso wieviel winter wissen woche wochen wochenende wochenenden
woher wohin wohl wohnen während zahl zahlen zehn zehnte zeig zeigen zeit zeug zimmer zuerst zuhause zum zur zurück zusätzlich zwanzig zwanziger zwei
zweimal zweite zwischen zählen ändere ändern öffnen österreicher österreicherin über überprüfen überweisung übrig`,
  fr: `accepter acheter acheté actualiser adresse affaires agent aide aider ailleurs ajouter aller allergique allé alors amour anniversaire annuler année
août appartement appeler appli apporter après argent arrêter assez assistance attendre aucun aucune auparavant autre autrefois avant avec avril
aéroport baisser balles bancaire banque bas beaucoup besoin bien bientôt billet bière blanc bleu bloquer bloqué bon bonjour bonne bonsoir bouton
boîte bureau bébé café car carte cassé chambre changer chaque chien choisir chose cinq classe client code commande comme commencer comment compte
compter conduire connecté connexion conseiller couloir couper courir court couvrir coût crédit cuisine célibataire côté dans date dedans dehors
demain demander depuis dernier dernière derrière deux deuxième devant diabétique différence différent dimanche dire dit diviser divorcé dix donner
donné double douze droit droite due débarrasser début décembre déjeuner déjà déplacer déposer déranger eau enceinte encore endroit enregistrer
ensemble entendre entendu entre entreprise environ envoyer envoyé erreur espèces essayer facture faire fait famille faux façon femme fenêtre fermer
fille fils fin finir formulaire frais frapper février garder gare gauche gens grand gratuit haut heure hier homme hublot huit humain hôpital idée
jamais janvier jeudi jour juillet juin jusque juste laisser lettre lien ligne limite lire liste lit livraison loin long lundi machine magasin mail
main maintenant maison malade maman marcher mardi mari mariage marié mariée mars match matin mauvais meilleur merci mercredi mettre midi mieux
milieu moins mois moitié montrer mort mère même neuf noir nom normal nouveau novembre nuit numéro obtenir octobre offre onze oublié ouvrir page
paiement papier par parler part partager parti partie partir pas passer passé patron payer payé pendant penser perdre perdu personne petit
petit-déjeuner peu photo plan plein plus plutôt portable porte porter possible poste poubelle pourcent pourquoi pourtant pouvoir premier première
prendre preuve pris prix problème prochain prochaine proche propre préavis prêt quand quarante quatre quel quelques qui quoi regarder remboursement
reste rester retour retraité retraitée rien rond rouge réclamation régler réserver sac samedi savoir seconde semaine sept septembre service
seulement signaler signer signifiait signifier simple site six siège sonner sous suivi supplémentaire supprimer svp sûr sœur tard taux tenir terminé
texto thé tirer tourner tous tout train travail traverser trente trier trois troisième trouver trouvé trucs téléphone une utiliser vacances valoir
vendre vendredi venir venu verrouiller vert vide vieux vin vingt virement vivre voir voiture vol vouloir vrai vue végane végétalien végétarien
végétarienne vérifier échange échanger école économique écran écrire équipe éteint`,
  es: `abajo abril abrir aceptar actualizar aeropuerto agente agosto agua ahora algo alguien algunos algún almuerzo alérgica alérgico ambos amor antes
apagado apagar app arriba asesor asiento atascado aunque aviso ayer ayuda azul añadir año bajar bajo banco bebé bien billete blanco bloquear boda
bolsa borrar buenas bueno buenos caber cada café caja cama cambiar cambio caminar cancelar cargo carta casa casada casado cerca cerrar cerveza cinco
clase cliente coche cocina coincidir como compartir comprado comprar comprobar con conducir contar correo correr cortar corto cosa cosas coste
cruzar crédito cuarenta cuatro cubrir cuenta cumpleaños cuál cuándo código cómo dar debido decir dejar delante dentro derecha desayuno desde
deshacerse después detrás devolución devolver diabético diciembre diez diferencia diferente dijo dime dinero dio dirección dividir divorciado doble
doce dos débito día días dónde efectivo elegir eliminar embarazada empezar empresa encontrado encontrar enero enferma enfermo enlace entonces entre
enviado enviar envío error escribir escuela esperar esposa estación estado extra factura familia favor febrero fecha fin finales finde firmar
formulario foto fue fuera gente golpear gracias grande gratis guardar habitación hablar hace hacer hacia haciendo hasta hecho hermana hija hijo
hombre hora hospital hoy humano idea ido incluso informe intentar izquierda jefe jubilada jubilado jueves julio junio junto juntos lado largo leer
lejos libras lista listo llamar lleno llevar luego lugar lunes límite línea madre mal malo mamá manera mano marido martes marzo mañana mediados
medio mediodía mejor menos mente mes mientras mirar mismo miércoles mostrar mover muchas mucho muchos muerto máquina más nada nadie necesito negro
ninguna ninguno noche noches nombre normal noviembre nuevamente nueve nuevo nunca número ocho octubre oferta oficina olvidé once online otro oído
oír pagado pagar pago pantalla papel papelera parar parte pasado pasar pasillo pedido pensar pequeño perder perdido perro persona piso plan poco
pocos poner por porcentaje porfa porque porqué portátil posible precio preferiría preguntar primera primero principios problema pronto propio prueba
próxima próximo puerta página quedarse quiero quién qué real recibir reclamar recto reembolso reservar resto retener rojo ronda roto saber sale
salir seguir segunda segundo seguro seis semana septiembre servicio siete significaba significar sin sitio sobre solo soltera soltero suficiente
sábado tarde tardes tarifa tarjeta tasa teléfono tercero terminar texto tienda tipo tirar todavía todo todos tomado tomar tomó trabajo traer
transferencia treinta tres turista turno té uno usar vacaciones vacío valer vegana vegano vegetariana vegetariano veinte vender venir ventana
ventanilla ver viejo viernes vino visto vivir volver voy vuelo última último`,
  it: `abbassare abbastanza accettare account acqua adatto addebito aeroporto agente aggiornare aggiungere agosto aiuto alcuni allergica allergico altro
altrove amore anche ancora andato anello anno annullare app appartamento appena aprile aprire aspettare attraverso auto avviso azienda bambino banca
basso bene bianco biglietto birra bloccare bloccato blu bolletta bonifico borsa buona buonasera buongiorno buono caffè cambiare cambio camminare
cane capo carta casa cestino chi chiamare chiedere chiudere cima cinque circa classe clienti codice colazione colpito come commissione compleanno
comprare comprato condividere contanti contare controllare copertura correre corridoio corto cosa costo credito dal dare data dato davanti dentro
destra detto diabetico dicembre dieci dietro differenza dimenticato dire diverso dividere divorziato dodici domani domenica dopo doppio dove dovuto
dritto due eliminare email entrambi errore extra famiglia fare fatto fattura favore febbraio fermare figlia figlio finché fine finestra finestrino
finire firmare foto funziona fuori gennaio giorno giovedì girare giugno già giù grande gratis grazie guardare guidare idea ieri impostare incinta
indietro indirizzo iniziare inizio insieme intendevo intero invece inviare inviato lasciare lato lavoro leggere lettera letto limite linea link
lista lontano luglio lunedì lungo macchina madre maggio mai malata malato male mamma mano marito martedì marzo matrimonio mattina meglio meno mente
mentre mercoledì mese messaggio mettere metà mezzogiorno migliore mille modo modulo moglie molti molto morto mostrare negozio nero nessuna nessuno
niente nome normale notte nove novembre numero nuovo offerta oggi ogni online operatore ora ordine ospedale otto ottobre ovunque pagamento pagare
pagato pagina parlare parte partita passare passato pensare pensionato per percento perché perdere perso persona persone però pezzetto piano piccolo
pieno piuttosto più pochi poi porta portare portatile possibile posta posto pranzo prego prendere prenotare preso presto prezzo prima primo problema
pronto proprio prossima prossimo prova provare qualche qualcosa qualcuno quale quando quaranta quattro reclamo reso restare restituire resto
ricevere rimborso rimuovere roba rosso rotondo rotto sabato salvare sapere sbagliato sbarazzarsi scambiare scatola schermo scrivere scuola seconda
secondo segnalare sei sentire sentito sera serve servizio sette settembre settimana sicuro significare singolo sinistra sito soldi solo sopra
sorella sotto spedizione spento sposata sposato spostare stanza stasera stato stazione sterlina stessa stesso tagliare tardi tariffa telefono tempo
tenere terzo tipo tirare tra trasferire tre trenta trovare trovato turno tutti tutto tè ufficio ultima ultimo umano undici uno uomo usare vacanza
vado valore vecchio vedere vegana vegano vegetariana vegetariano vendere venerdì venire venti venuto vero via vicino vino visto vivere voglio volo
vuoto weekend`,
  pt: `abril abrir aceitar achar adicionar aeroporto agente agora agosto ainda ajuda algo alguns algures alguém almoço alérgica alérgico amanhã ambos amor
andar anel aniversário ano antes apartamento apenas aplicativo aposentada aposentado assento assinar atendente atrasado através atrás atualizar até
aviso azul baixar baixo banco bastante bater bebê bem bilhete bloquear boa bom botão branco caber cada café caixa cama cancelar carro carta cartão
casa casada casado casamento certeza certo cerveja chefe cheio chá cinco classe cliente cobrança cobrir coisa coisas colocar com começar como
compartilhar comprar comprei comprovante conta contar corredor correio correr cortar cozinha crédito curto custo cão código dar data definir deixar
dentro depois desde desligado deu devido devolução devolver dez dezembro dia diabético diferente diferença dinheiro direto dirigir disse dividir
divorciado dizer doente dois doze duplo débito econômica email embora emprego empresa encontrado encontrar endereço enquanto entre entrega então
enviado enviar envio errado erro escola escolher escrever escritório esperar esposa esqueci esquerda estado estação excluir extra falar família
fatura favor fazendo fazer fechar feito fevereiro ficar filha filho fim foi fora formulário foto frente férias grande grátis grávida hoje homem hora
hospital humano ideia indo inteiro início irmã janeiro janela jogo julho junho junto juntos lado ler levar levou libras ligar limite linha link
lista livrar lixo logo loja longe longo lugar maio mais mala maneira manhã manter marido março mau meados melhor menos mente mesmo metade morar
morto mostrar mover mudar muito muitos multa máquina mãe mão mês nada nenhum nenhuma ninguém noite nome normal notebook novamente nove novembro novo
nunca número obrigada obrigado oferta oito olhar onde online ontem onze outro outubro ouvi ouvir pagamento pagar pago papel para parar parte passado
passagem passar pedido pequeno perder perdi perguntar perto pessoa pessoas plano por porcento porque porta possível pouco poucos preciso preso preto
preço primeira primeiro problema pronto próprio próxima próximo puxar página qual qualquer quando quarenta quarta quarto quatro que quebrado quem
quero quinta real recebendo reclamar redondo reembolso relatório remover reservar resto saber salvar segunda segundo segurar seguro seis sem semana
sempre serviço sete setembro sexta significa significava site sob sobre solteiro suficiente sábado tarde taxa tela telefone tempo tentar terceiro
terminar terça texto tipo tirado tirar todos topo trabalho transferir transferência trazer trem trinta troca trocar três tudo turno uma usar vai
vale vazio vegana vegano vegetariana vegetariano veio velho vender ver verificar vermelho vinho vinte vir visto voltar voo água última último`,
  nl: `account acht achter adres afzetten alle alleen allergisch alles alsjeblieft ander anders annuleren app appartement auto baan baas baby bank bed
bedoelde bedoelen bedrijf beetje begin beginnen beide bellen beste bestelling betaald betalen beter bier binnenkort blauw blijven boeken bovenkant
brief bruiloft buiten claim code contant controleren creditcard dag dank datum december deel dekken delen denken derde dertig deur dicht dichtbij
dienst ding dinsdag dochter doen donderdag dood door doos draaien dragen drie dubbel echt een eenmaal eerst eerste eigen eind einde elf elk elke
enige enkel ergens extra factuur familie februari formulier foto fout gaan gaat gaf gangpad gebruiken geen gehoord gekocht geld geleden gemaakt
genoeg genomen gepensioneerd gescheiden getrouwd geven gevonden gewoon gezegd ging gisteren goed goede goedemorgen goedenavond goedkoper gratis
groot half hallo hand heel helpen hoe hond horen houden huis hulp idee iemand iets instellen ipv jaar januari juli juni kaart kamer kant kantoor
kapot kiezen kijken klaar klantenservice klasse klein knippen koffie komen kopen kort kosten krijgen kwam kwijt laag laat laatste lang langer langs
laten later leeg lezen liefde liever lijn lijst limiet link links lopen lunch maand maandag maart machine mail maken mama man manier medewerker
meenemen meer mei melden mens mensen middag midden mijn minder mogelijk morgen naam naar nacht nadat nam negen nemen niemand niets nieuw nodig nog
nooit nou november nummer ochtend oktober omdat omlaag onder online ontbijt ooit open opladen opnieuw opslaan opzegtermijn oud over overmaken
overschrijving pagina papier pas per persoon plaats plan pond post praten prijs prima proberen probleem procent raam raken recht rechts reeds
rekening rennen rest retour rijden ring rond rood ruilen samen scherm school schrijven september service sinds site slecht sluiten sms soort
splitsen spullen station stoel stoppen sturen tarief tas tekenen telefoon tellen terug terugbetaling terwijl thee thuis ticket tien tijd toevoegen
tonen tot trekken tussen twaalf twee tweede twintig uit uitmaken updaten uur vakantie vanavond vandaag vast vasthouden veel veertig veganist
vegetarisch vegetariër veilig ver vergeten verjaardag verkeerd verkopen verliezen verplaatsen verschil verschuldigd verteld vertellen vertrekken
verwijderen verzending verzonden vier vijf vinden vliegveld vlucht vol volgende voor voorbij voorkant vragen vrijdag vrouw vuilnisbak waar waard
waarom wachten wanneer wat water wedstrijd week weekend weg welke werk weten wie wijn wijzigen willen winkel wisselen woensdag wonen zaterdag zeggen
zelfde zelfs zes zetten zeven ziek ziekenhuis zien zoals zondag zoon zus zwanger zwart`,
}

/** Those of them that are names as well, mostly of families: beside a word that is not usual they are a name. */
export const namesToo = `abend abril agosto alt bacon bank best bianco black blanc blanco block blue bon bonne branco bueno casado case cash child close court day days deal
do driver droit early fair fine foot free frei freitag garden glass go goede good grand green grey groot groß gut gute hall hand hard head herbst
high holiday house ice in julho julio key keys kid klein lang lange last light line little lock long longo love low lungo main man mei morgen neu
new nice night no noir on page paper park petit pick place porta porter post pound power preto price queen quick rain read ready red rest rice ring
rot rouge say seguro sell short show silver sleep small sommer son sonntag spring staff still strong table to town train trip vale van walk wall
wash water way wear week weeks weiß white wine winter work worth you young zwart`
