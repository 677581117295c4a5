"""Status and certainty come from the words around the trigger."""

import re

import pytest
from trees import DENIAL, PASSIVE, PLAN, reading_of

from dateline.extract.certainty import Judge, under
from dateline.extract.cues import ready_cues
from dateline.extract.phrases import Phrases
from dateline.lexicon import load_lexicon
from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading

LEXICON = load_lexicon()
CUES = ready_cues(LEXICON)

DENIED_FAILURE = """
Rebels rebel NOUN Number=Plur 2 nsubj
denied deny VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
that that SCONJ _ 6 mark
they they PRON Case=Nom|Number=Plur 6 nsubj
had have AUX Mood=Ind|Tense=Past|VerbForm=Fin 6 aux
failed fail VERB Tense=Past|VerbForm=Part 2 ccomp
to to PART _ 8 mark
enter enter VERB VerbForm=Inf 6 xcomp
Kobra Kobra PROPN Number=Sing 8 obj place
"""

KNOWN = """
He he PRON Case=Nom|Number=Sing 4 nsubj
did do AUX Mood=Ind|Tense=Past|VerbForm=Fin 4 aux
not not PART Polarity=Neg 4 advmod
know know VERB VerbForm=Inf 0 root
that that SCONJ _ 7 mark
rebels rebel NOUN Number=Plur 7 nsubj
attacked attack VERB Mood=Ind|Tense=Past|VerbForm=Fin 4 ccomp
and and CCONJ _ 12 cc
could could AUX VerbForm=Fin 12 aux
not not PART Polarity=Neg 12 advmod
yet yet ADV _ 12 advmod
confirm confirm VERB VerbForm=Inf 4 conj
that that SCONJ _ 15 mark
troops troop NOUN Number=Plur 15 nsubj
fled flee VERB Mood=Ind|Tense=Past|VerbForm=Fin 12 ccomp
"""

CONDITION = """
Should should AUX VerbForm=Fin 3 aux
rebels rebel NOUN Number=Plur 3 nsubj
attack attack VERB VerbForm=Inf 7 advcl
, , PUNCT _ 3 punct
thousands thousand NOUN Number=Plur 7 nsubj
would would AUX VerbForm=Fin 7 aux
flee flee VERB VerbForm=Inf 0 root
"""

ENDING = """
Envoys envoy NOUN Number=Plur 2 nsubj
want want VERB Mood=Ind|Tense=Pres|VerbForm=Fin 0 root
to to PART _ 4 mark
halt halt VERB VerbForm=Inf 2 xcomp
the the DET _ 6 det
bombing bombing NOUN Number=Sing 4 obj
"""

HEDGED = """
Twelve twelve NUM NumType=Card 3 nsubj:pass
are be AUX Mood=Ind|Tense=Pres|VerbForm=Fin 3 aux:pass
believed believe VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
to to PART _ 6 mark
have have AUX VerbForm=Inf 6 aux
died die VERB Tense=Past|VerbForm=Part 3 xcomp
in in ADP _ 9 case
the the DET _ 9 det
clash clash NOUN Number=Sing 6 obl
"""

# What is invented here happened nowhere.  A line is the status, the certainty where there is
# some doubt, and a sentence with its trigger between asterisks.
SENTENCES = {
    "negation": """
actual: Gunmen *entered* the town but did not burn any houses.
actual: The company does not know who *kidnapped* its engineers.
hypothetical possible: The truce may not hold, and the army may *attack* again.
hypothetical: Without the air strikes the town would have *fallen* to the rebels.
denied: Rebels did not *enter* the town of Marwan.
denied: No soldiers were *killed* in the raid.
denied: The convoy never *reached* Dorsa.
denied: Neither side has *attacked* the bridge.
denied: Neither Akra nor Belmo has *deployed* troops along the river.
denied: The army no longer *controls* Tavira.
denied: None of the hostages was *killed*.
denied: There was no *attack* on the convoy.
denied: The army could not *retake* the hill.
denied: Gunmen entered the town but did not *burn* any houses.
denied: The police *arrested* nobody.
denied: The governor said no civilians had been *wounded*.
denied: The junta has yet to *release* the detained ministers.
denied: Far from *surrendering*, the fighters opened a second front.
denied: The militia neither attacked nor *shelled* the camp.
denied: The president cannot *deploy* soldiers without a vote.
denied: The group said it would not *attack* the harbour.
denied: Not one of the captured officers was *executed*.
denied: The warlord has vowed never to *surrender* the fortress.
denied: The ministry said it was not responsible for the *bombing*.
    """,
    "modality": """
actual possible: The gunmen may have *entered* from the south.
actual probable: The villagers must have *fled* at night.
actual possible: Militants might have *crossed* the border, a diplomat said.
actual probable: Paramilitaries must have *planted* the mines, engineers said.
actual possible: The rebels may have *captured* the depot, according to a diplomat.
actual: The army announced that it had *captured* the ridge and would advance on the port.
actual: The inquiry will determine who *bombed* the camp.
actual: The rebels said they *attacked* the mine and that they will attack again.
actual possible: The rebels could have *captured* the palace within hours.
planned: The army will *attack* the port on Friday.
planned: The ministry said it would *send* more troops to the north.
planned: The peacekeepers will be *deployed* along the canal in March.
planned: The sheikh said that he hoped the captors would *release* the engineers.
planned: The army announced that it had captured the ridge and would *advance* on the port.
planned: The marines will be sent to *protect* the consulate.
planned: The sultan warned that he would *send* his tribesmen to fight.
demanded: The government should *withdraw* its troops.
demanded: The army ought to *leave* the villages, the bishop said.
demanded: The two sides must *release* all prisoners, the envoy said.
hypothetical possible: Rebels may *attack* the airport.
hypothetical: The envoy could *meet* rebel leaders as early as Tuesday.
hypothetical: The factions would have *signed* the accord had the mediator come.
hypothetical: The agreement would allow the refugees to *return*.
hypothetical: The convoy was stopped before it could *reach* the enclave.
    """,
    "tense and aspect": """
actual: He travelled to Syria to *join* the militants.
actual: The *talks* took place in Vienna.
actual: The army ended the *siege* of the town.
actual: The army stopped *shelling* the town.
actual: Snipers were *firing* at the bridge, residents said.
actual: The rebels have begun *withdrawing* their tanks.
ongoing: Troops are *shelling* the old town.
ongoing: Rebels are carrying out *attacks* on the pipeline.
ongoing: There is *fighting* in the eastern suburbs.
ongoing: The *siege* of Marwan entered its fourth week.
ongoing: The *offensive* is still under way.
ongoing: The UN called on the army to stop *shelling* the town.
ongoing: Fighters have been *firing* mortars at the airport for three days.
ongoing: The detainees are being *tortured*, their families say.
ongoing: Rebels kept *shelling* the market until dusk.
ongoing: Coalition jets are conducting air *strikes* on the oil wells.
ongoing: The rebels are *holding* twelve nurses in a mine.
ongoing: The *ceasefire* is holding in most districts.
ongoing: The rebels are beginning to *withdraw* their tanks.
planned: The envoys are set to *meet* in Cairo next week.
planned: The militia is going to *withdraw* from the hills.
planned: The army launched an operation to *retake* the valley.
planned: The insurgents have been trying to *cut* the highway.
planned probable: The *evacuation* of the wounded is expected to resume today.
    """,
    "conditions": """
actual: If the garrison had not *surrendered*, the town would have been destroyed.
hypothetical: If the army *attacks* the camp, thousands will flee.
hypothetical: If the army attacks the camp, thousands will *flee*.
hypothetical: The militia will not withdraw unless prisoners are *released*.
hypothetical: Should the rebels *attack* the dam, the army would respond.
hypothetical: Had the rebels *attacked* the dam, thousands would have drowned.
hypothetical: The air force will *bomb* the port if the talks fail.
hypothetical: In the event of an *attack*, civilians will be moved.
hypothetical: The rebels will hold their fire as long as the army does not *attack* the camp.
hypothetical: The group offered talks provided that the army *withdraws* from the hills.
hypothetical possible: It is not known whether the men were *tortured*.
hypothetical: Unless the guards are paid, they will *abandon* the prison.
hypothetical: If the talks collapse, the coalition will resume its *bombing*.
hypothetical: If the garrison had not surrendered, the town would have been *destroyed*.
hypothetical possible: The general asked whether the rebels had *seized* the depot.
hypothetical: Provided that the guns fall silent, monitors will *enter* the city.
hypothetical possible: It was not clear whether the rebels had *captured* the depot.
hypothetical: The president said that if the raids continue he will *close* the border.
hypothetical: The president said he would *close* the border if the raids continue.
hypothetical: Even if the rebels *leave*, the army will stay in the valley.
hypothetical possible: The colonel declined to say whether the jets had *bombed* the camp.
    """,
    "implicative verbs": """
actual: The rebels managed to *capture* the bridge.
actual: Troops began *shelling* the suburbs at dawn.
actual: The rebels succeeded in *capturing* two villages.
actual: The commander persuaded his men to *surrender*.
actual: The police allowed the marchers to *enter* the square.
actual: The guards neglected to lock the armoury and helped the prisoners to *escape*.
actual: The prisoners had to be *released* because of a riot.
ongoing: Troops continue to *shell* the suburbs.
ongoing: The junta has promised to lift the *blockade* by May.
demanded: The envoy appealed to the warring sides to *allow* aid into the city.
denied: The rebels failed to *capture* the bridge.
denied: The rebels did not manage to *capture* the bridge.
denied: The soldiers refused to *fire* on the crowd.
denied: The men pretended to *withdraw* from the base.
denied: The army prevented rebels from *entering* the town.
denied: The army was unable to *retake* the port.
denied: The group avoided *attacking* the refinery.
denied: The guards stopped the crowd from *storming* the embassy.
denied: The army blocked an attempt to *seize* the broadcasting centre.
denied: The blockade prevented aid workers from *entering* the enclave.
denied: The insurgents were prevented from *cutting* the highway.
denied: Another *massacre* was averted by the peacekeepers.
denied: Police barred the envoys from *meeting* the governor.
actual: Apart from *meeting* the governor, the envoys met two bishops.
denied: The planned *evacuation* of the wounded was cancelled.
denied: The army said it had foiled an attempt by gunmen to *enter* the town.
    """,
    "intention and demand": """
actual: The marines were sent to *protect* the consulate.
actual: Rebel forces claim to *control* the dam.
planned: The army is trying to *retake* the airport.
planned: A bid to *retake* the airport ended in retreat.
planned: The militia agreed to *release* the hostages.
planned: The insurgents tried to *storm* the prison.
planned: Preparations for the *assault* on the city are complete.
planned: The tribal council has agreed to *expel* the foreign fighters.
planned: The militia wants to be recognised and to *attack* the capital.
planned: The mayor hoped to persuade the gunmen to *surrender*.
demanded: The UN demanded that the army *withdraw* from the valley.
demanded: The rebels want the army to *leave* the province.
demanded: Opposition groups renewed their calls for the *release* of prisoners.
demanded: There were calls for a *withdrawal* from the valley.
demanded: The court ordered the army to *release* the students.
demanded: The opposition called for the army to be *withdrawn*.
demanded: The mayor begged the gunmen to *release* the children.
hypothetical: The rebels have the ability to *attack* the capital.
hypothetical: Fears of an *attack* on the capital emptied the streets.
hypothetical: The risk of an *attack* on the port is growing.
hypothetical: The militia has the right to *defend* the valley.
denied: The refusal of the army to *withdraw* angered the envoys.
denied: The president ruled out *sending* troops.
denied: The army cancelled the *attack* on the port.
    """,
    "hedges": """
actual probable: The rebels reportedly *captured* the airport.
actual probable: The gunmen are believed to have *fled* to the hills.
actual: Suspected militants *attacked* a police post.
actual possible: The soldiers are alleged to have *burned* the houses.
actual probable: The commander is thought to have been *killed*.
actual probable: Officials suspect that the group *bombed* the market.
actual probable: It is likely that the gunmen *fled* to the hills.
actual possible: It is unclear who *attacked* the convoy.
actual possible: Perhaps the gunmen *killed* him.
actual probable: The men were supposedly *killed* in a raid.
actual probable: The spy is said to have been *killed*.
actual possible: Unconfirmed reports said the rebels had *captured* the depot.
actual possible: There is no evidence that the army *shelled* the clinic.
actual possible: Analysts doubt that the militia *attacked* the tanker.
actual probable: Police suspect the bomb was *planted* by a splinter group.
actual possible: The monitors have seen no sign that the cannon were *withdrawn*.
actual probable: Up to nine miners are thought to have been *abducted*.
actual probable: He said the jets had probably *bombed* the camp by mistake.
planned probable: The *offensive* is expected to begin on Monday.
planned probable: There are signs that the militia is preparing an *offensive*.
planned possible: Officials fear the militia is planning to *attack* the dam.
planned probable: The two factions are believed to be preparing for an *assault* on the ridge.
planned probable: Soldiers arrested six men suspected of plotting to *kill* the governor.
denied possible: Rumours that the general was *killed* are false.
    """,
    "embedding": """
actual possible: The police did not confirm that the man had been *killed*.
actual possible: The police are not certain that the guards *tortured* the prisoners.
actual: The president regretted that troops had *fired* on the crowd.
actual: The group claimed to have *shot* down a helicopter.
actual possible: The ministry could not confirm that the pilot had been *captured*.
actual possible: No group has claimed that it *bombed* the bus.
actual: The militia has been accused of *shelling* hospitals, which it denies.
planned: The group has begun to plan *attacks* on the capital.
planned: Two men accused of planning to *bomb* the station were arrested.
hypothetical possible: The ministry said the army might try to *enter* the camp.
hypothetical: A further *attack* cannot be ruled out.
denied: The army denied that rebels had *taken* the town.
denied: The army denied reports that rebels had *captured* the town.
denied: The group denied planning to *attack* the embassy.
denied probable: The minister said he did not believe that the rebels had *captured* the port.
denied probable: The rebels appear to have failed to *capture* the bridge.
denied: It is not true that the army *bombed* the school.
denied: The rebels falsely claimed that they had *captured* the airport.
denied: The proposal for a *withdrawal* from the highlands was rejected.
denied: The junta rejected accusations that it had *tortured* prisoners.
denied: The minister admitted that his troops had failed to *protect* the town.
denied: The prime minister ruled out a *withdrawal*.
denied: The governor denied any *withdrawal* from the pass.
denied: The ministry denied involvement in the *bombing* of the mosque.
    """,
}


def judge(reading: Reading, index: int) -> tuple[str, str]:
    return Judge(reading, Phrases(reading, LEXICON.classes), CUES).judge(index)


@pytest.mark.parametrize(
    ("rows", "form", "status", "certainty"),
    [
        (DENIAL, "captured", "denied", "certain"),
        (PASSIVE, "shelled", "actual", "certain"),
        (PLAN, "attack", "planned", "certain"),
        (PLAN, "entered", "actual", "possible"),
        (DENIED_FAILURE, "failed", "denied", "certain"),
        (DENIED_FAILURE, "enter", "actual", "certain"),
        (KNOWN, "attacked", "actual", "certain"),
        (KNOWN, "fled", "actual", "possible"),
        (CONDITION, "attack", "hypothetical", "certain"),
        (CONDITION, "flee", "hypothetical", "certain"),
        (ENDING, "bombing", "ongoing", "certain"),
        (HEDGED, "died", "actual", "probable"),
        (HEDGED, "clash", "actual", "probable"),
    ],
)
def test_the_words_around_decide(rows: str, form: str, status: str, certainty: str) -> None:
    reading = reading_of(rows)
    index = next(w.index for w in reading.words if w.text == form)
    assert judge(reading, index) == (status, certainty)


def test_what_is_said_in_passing_is_not_touched_by_the_sentence() -> None:
    reading = reading_of(DENIAL)
    found = Judge(reading, Phrases(reading, LEXICON.classes), CUES).judge(6, asserted=False)
    assert found == ("actual", "certain")


def test_two_denials_are_none_and_a_plan_of_what_may_be_stays_open() -> None:
    assert under("denied", "denied") == "actual"
    assert under("denied", "planned") == "denied"
    assert under("planned", "denied") == "denied"
    assert under("planned", "hypothetical") == "hypothetical"
    assert under("ongoing", "denied") == "denied"
    assert under(None, "demanded") == under("actual", "demanded") == "demanded"


@pytest.mark.parametrize("key", ["verbs", "nouns", "adjectives"])
def test_a_wording_has_one_effect(key: str) -> None:
    tables = LEXICON.lists["certainty"]["complement"].values()
    words = [word for table in tables for word in table.get(key, ())]
    assert sorted(words) == sorted(set(words))


@pytest.fixture(scope="module")
def reader() -> NetworkReader:
    return NetworkReader()


@pytest.mark.model
@pytest.mark.parametrize("mechanism", SENTENCES)
def test_nine_in_ten_sentences_of_a_mechanism_are_judged_rightly(
    mechanism: str, reader: NetworkReader
) -> None:
    wrong = []
    lines = SENTENCES[mechanism].strip().splitlines()
    for line in lines:
        label, marked = line.strip().split(": ", 1)
        status, _, certainty = label.partition(" ")
        trigger = re.search(r"\*(.+?)\*", marked)
        assert trigger, line
        reading = reader.read(marked.replace("*", ""))
        index = next(w.index for w in reading.words if w.start == trigger.start())
        found = judge(reading, index)
        if found != (status, certainty or "certain"):
            wrong.append((found, line))
    assert len(wrong) <= len(lines) / 10, wrong
