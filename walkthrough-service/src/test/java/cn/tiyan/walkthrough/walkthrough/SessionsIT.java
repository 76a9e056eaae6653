package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Phone.PATH;
import static cn.tiyan.walkthrough.walkthrough.Phone.aPhoto;
import static cn.tiyan.walkthrough.walkthrough.Phone.aStart;
import static cn.tiyan.walkthrough.walkthrough.Phone.json;
import static cn.tiyan.walkthrough.walkthrough.Phone.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import cn.tiyan.walkthrough.ExperiencerStandIn;
import cn.tiyan.walkthrough.photo.Photo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.node.ObjectNode;

/** A session over HTTP, from the phone to the office that reviews it. */
@PlatformTest
class SessionsIT {

    private static final String TOPIC = "walkthrough.events";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    private Phone phone;

    @BeforeEach
    void aPhoneOfItsOwn() {
        ExperiencerStandIn.INSTANCE.behave(ExperiencerStandIn::yes);
        phone = new Phone(http, "phone-a");
    }

    private Http colleague() {
        return http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject("tongshi")));
    }

    @Test
    void goesFromThePhoneToTheOffice() {
        byte[] photo = aPhoto("jpg");
        String id = phone.start(aStart("COMPANION"));
        Answer open = http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id);
        assertThat(open.at("/status")).isEqualTo("OPEN");
        assertThat(open.json().has("finishedAt")).isFalse();
        assertThat(open.at("/snags/0/rule")).isEqualTo("nothing-recorded");

        Answer synced = phone.sync(id, phone.ended(20, "s1"), phone.found(10, "PROBLEM", sha256(photo)), phone.found(11, "PRACTICE"), phone.began(0, "s1"),
                phone.shot(9, sha256(photo), "柜台"), phone.noted(12, "致电13812345678"));
        assertThat(synced.status()).as(synced.toString()).isEqualTo(200);
        assertThat(outcomes(synced)).containsOnly("ACCEPTED").hasSize(6);
        assertThat(synced.json().at("/vector/phone-a/upTo").asLong()).isEqualTo(6);
        assertThat(synced.at("/missingPhotos/0")).isEqualTo(sha256(photo));
        assertThat(Math.abs(synced.json().at("/skewMillis").asLong())).isLessThan(60_000);

        Answer early = phone.finish(id, synced.version());
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.problem()).isEqualTo("photo-missing");

        Answer uploaded = phone.upload(id, photo);
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(200);
        assertThat(uploaded.json().at("/missingPhotos")).isEmpty();
        Answer finished = phone.finish(id, uploaded.version());
        assertThat(finished.status()).as(finished.toString()).isEqualTo(200);
        assertThat(finished.at("/status")).isEqualTo("SUBMITTED");
        assertThat(finished.at("/completion/status")).isEqualTo("办理中");
        assertThat(finished.json().at("/findings")).hasSize(2);
        assertThat(finished.json().at("/steps/0/minutes").asInt()).isEqualTo(20);
        assertThat(kafka.await(TOPIC, id, 2)).extracting(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .containsExactly("walkthrough.recorded.v1", "walkthrough.finding-recorded.v1");

        Http office = http.as(Persona.SHENYANG_OFFICE);
        assertThat(office.get(PATH + "?status=SUBMITTED").json().at("/items").valueStream().map(line -> line.path("id").asString())).contains(id);
        Answer returned = office.at(finished.version()).post(PATH + "/" + id + "/return", json("{\"reasons\": \"请补充柜台情况\"}"));
        assertThat(returned.at("/status")).isEqualTo("RETURNED");
        assertThat(returned.at("/reviews/0/opinion")).isEqualTo("请补充柜台情况");
        Answer more = phone.sync(id, phone.noted(21, "柜台有三个窗口"));
        Answer again = phone.finish(id, more.version());
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        Answer accepted = office.at(again.version()).post(PATH + "/" + id + "/acceptance", json("{}"));
        assertThat(accepted.at("/status")).isEqualTo("ACCEPTED");
        assertThat(phone.sync(id, phone.noted(22, "晚了")).problem()).isEqualTo("illegal-transition");
        assertThat(kafka.read(TOPIC, message -> id.equals(message.key()))).as("told once").hasSize(2);
        assertThat(mongo.findById(id, Walkthrough.class).historyIntact()).isTrue();
        Answer entries = office.get(PATH + "/" + id + "/entries");
        assertThat(entries.json().at("/items")).hasSize(7);
        assertThat(entries.text()).contains("138****5678").doesNotContain("13812345678");
    }

    /** 走前 to 走中: the plan is done when what it asks for has been walked. */
    @Test
    void walksWhatAPlanAsksFor() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Http clerk = http.as(Persona.SHENYANG_DEPARTMENT);
        Answer draft = clerk.post(PATH + "/plans", """
                {"title": "走流程计划", "from": "%s", "to": "%s", "entries": [{"serviceItem": {"code": "112101000001234567001", "name": "企业职工参保登记"},
                 "unit": "210100-HRSS", "role": "APPLICANT", "walker": "%s", "plannedOn": "%s"}]}"""
                .formatted(today, today, Persona.SHENYANG_WALKER.account(), today));
        String entry = draft.at("/entries/0/id");
        Http walker = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", "plan-" + entry);
        assertThat(walker.post(PATH + "/sessions", aStart("APPLICANT").put("planEntryId", entry)).problem()).as("not published").isEqualTo("plan-entry-unknown");
        clerk.at(draft.version()).post(draft.header("Location") + "/publication", "");
        Answer other = walker.post(PATH + "/sessions", aStart("COMPANION").put("planEntryId", entry));
        assertThat(other.problem()).isEqualTo("plan-entry-other-walk");
        assertThat(other.fields()).containsExactly("planEntryId");

        String id = phone.start(aStart("APPLICANT").put("planEntryId", entry));
        Answer synced = phone.sync(id, phone.began(0, "s1"), phone.ended(5, "s1"), phone.found(3, "PROBLEM"));
        assertThat(phone.finish(id, synced.version()).status()).isEqualTo(200);
        KafkaTopics.await("the plan to be done", () -> clerk.get(draft.header("Location")).at("/status").equals("DONE"));
        assertThat(clerk.get(draft.header("Location")).at("/entries/0/walkthroughs/0")).isEqualTo(id);
        var told = EventJson.read(kafka.await(TOPIC, id, 2).getFirst().value(), WalkthroughRecorded.class);
        assertThat(told.planEntryId()).isEqualTo(entry);
        assertThat(told.dimensions()).containsExactly(Dimension.QUALITY);
        assertThat(told.aboutUnit()).as("the walker's own").isNull();
    }

    @Test
    void mergesWhatTwoPhonesSendAtOnceWithoutLoss() throws Exception {
        String id = phone.start(aStart("APPLICANT"));
        Phone other = new Phone(http, "phone-b");
        List<ObjectNode> ofOne = new ArrayList<>();
        List<ObjectNode> ofOther = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
            ofOne.add(phone.began(step, "a" + step));
            ofOther.add(other.began(step, "b" + step));
            ofOne.add(phone.ended(step + 1, "a" + step));
            ofOther.add(other.ended(step + 1, "b" + step));
        }
        Random random = new Random(7);
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int repeat = 0; repeat < 2; repeat++) {
            for (var from : List.of(ofOne, ofOther)) {
                List<ObjectNode> shuffled = new ArrayList<>(from);
                Collections.shuffle(shuffled, random);
                for (int at = 0; at < shuffled.size(); at += 20) {
                    ObjectNode[] part = shuffled.subList(at, at + 20).toArray(ObjectNode[]::new);
                    Phone sender = from == ofOne ? phone : other;
                    requests.add(() -> sender.sync(id, part));
                }
            }
        }
        Set<Integer> statuses = new HashSet<>();
        int accepted = 0;
        try (var senders = Executors.newFixedThreadPool(4)) {
            for (Future<Answer> answer : senders.invokeAll(requests)) {
                statuses.add(answer.get().status());
                accepted += (int) outcomes(answer.get()).stream().filter("ACCEPTED"::equals).count();
            }
        }
        assertThat(statuses).containsExactly(200);
        assertThat(accepted).as("each once").isEqualTo(120);
        Answer now = phone.sync(id);
        assertThat(now.json().at("/vector/phone-a/upTo").asInt()).isEqualTo(60);
        assertThat(now.json().at("/vector/phone-b/upTo").asInt()).isEqualTo(60);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id).json().at("/steps")).hasSize(60);
    }

    @Test
    void startsOneSessionForOneIdOfThePhone() throws Exception {
        Http same = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", UUID.randomUUID().toString());
        List<Answer> answers = new ArrayList<>();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> send = () -> same.post(PATH + "/sessions", aStart("APPLICANT"));
            for (Future<Answer> answer : senders.invokeAll(IntStream.range(0, 6).mapToObj(_ -> send).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(answer -> answer.at("/id")).containsOnly(answers.getFirst().at("/id"));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(same.post(PATH + "/sessions", aStart("APPLICANT").put("channel", "APP")).problem()).isEqualTo("idempotency-key-reused");
        Answer without = http.as(Persona.SHENYANG_WALKER).post(PATH + "/sessions", aStart("APPLICANT"));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.fields()).containsExactly("Idempotency-Key");
    }

    static Stream<Arguments> badStarts() {
        return Stream.of(
                bad(400, "malformed", "clientStartedAt", body -> body.remove("clientStartedAt")),
                bad(400, "malformed", "clientStartedAt", body -> body.put("clientStartedAt", "1970-01-01T00:00:00Z")),
                bad(422, "walkthrough-in-the-future", "clientStartedAt", body -> body.put("clientStartedAt", Instant.now().plusSeconds(3600).toString())),
                bad(422, "checklist-unknown", "checklistVersion", body -> body.put("checklistVersion", "five-dimensions.v99")),
                bad(422, "topic-unknown", "topics", body -> body.putArray("topics").add("one-thing").add("two-things")),
                bad(400, "malformed", "topics", body -> body.put("checklistVersion", "five-dimensions.v1").putArray("topics").add("one-thing")),
                bad(422, "form-unknown", "formVersion", body -> body.put("formVersion", "applicant.v99")),
                bad(422, "form-of-another-role", "formVersion", body -> body.put("formVersion", "companion.v1")),
                bad(422, "form-incomplete", "area", body -> body.put("role", "COMPANION").put("citizenGroup", "CITIZEN")),
                bad(422, "unknown-reference", "aboutUnit", body -> body.put("aboutUnit", "210199")),
                bad(422, "companion-of-nobody", "citizenGroup", body -> body.put("role", "COMPANION")),
                bad(422, "far-end-unsaid", "cross", body -> body.put("role", "CASE_OFFICER")),
                bad(422, "hard-case-unknown", "feedbackIds", body -> body.put("role", "SUPERVISOR").putArray("feedbackIds").add("fbk_01kar4x9x2m3s8q1v5t7w9y0zb")),
                bad(422, "re-walk-unknown", "reWalkOf", body -> body.put("reWalkOf", "wlk_01kar4x9x2m3s8q1v5t7w9y0zb")),
                bad(400, "malformed", "serviceItem.name", body -> body.withObject("/serviceItem").put("name", "两\n行")));
    }

    private static Arguments bad(int status, String problem, String field, Consumer<ObjectNode> change) {
        return Arguments.of(status, problem, field, change);
    }

    @ParameterizedTest
    @MethodSource("badStarts")
    void storesNothingOfAStartItRefuses(int status, String problem, String field, Consumer<ObjectNode> change) {
        ObjectNode body = aStart("APPLICANT");
        change.accept(body);
        long before = stored();
        Answer answer = http.as(Persona.SHENYANG_WALKER).with("Idempotency-Key", UUID.randomUUID().toString()).post(PATH + "/sessions", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void refusesABadEntryAndKeepsTheRest() {
        String id = phone.start(aStart("APPLICANT"));
        Answer answer = phone.sync(id,
                phone.noted(1, "好的"),
                phone.noted(1, "坏").put("id", "不是 UUID"),
                phone.noted(1, " "),
                phone.noted(60 * 24, "明天"),
                phone.noted(-60, "开始之前"),
                phone.found(1, "PROBLEM").put("kind", "NOTE"),
                (ObjectNode) phone.found(1, "PROBLEM").set("finding", json("{\"kind\":\"PROBLEM\",\"checkpoint\":\"QUALITY-99\",\"severity\":\"LOW\",\"title\":\"题\",\"text\":\"文\"}")),
                (ObjectNode) phone.found(1, "PROBLEM").set("finding", json("{\"kind\":\"PROBLEM\",\"checkpoint\":\"QUALITY-12\",\"severity\":\"LOW\",\"title\":\"题\",\"text\":\"文\",\"aboutUnit\":\"219999\"}")),
                phone.shot(1, "XYZ", null),
                phone.noted(2, "👩‍👧‍👦 \u202bمرحبا بكم\u202c 𠮷野家"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(outcomes(answer)).containsExactly("ACCEPTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "ACCEPTED");
        List<String> rules = answer.json().at("/entries").valueStream().map(entry -> entry.path("rule").asString("") + " " + entry.path("field").asString("")).toList();
        assertThat(rules).containsExactly(" ", "malformed id", "malformed note", "entry-in-the-future at", "entry-before-session at", "malformed kind",
                "checkpoint-unknown finding.checkpoint", "unknown-reference finding.aboutUnit", "malformed photo.sha256", " ");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id + "/entries").json().at("/items")).hasSize(2);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id + "/entries").text()).contains("\u202bمرحبا بكم\u202c 𠮷野家");
    }

    @Test
    void keepsNothingOfABatchThatCannotBeUnderstood() {
        String id = phone.start(aStart("APPLICANT"));
        Http walker = http.as(Persona.SHENYANG_WALKER);
        ObjectNode unknownKind = phone.batch(phone.noted(1, "好"), phone.noted(2, "x").put("kind", "SPEECH"));
        assertThat(walker.post(PATH + "/" + id + "/sync", unknownKind).fields()).containsExactly("entries[1].kind");
        ObjectNode noClock = phone.batch(phone.noted(1, "好"));
        noClock.remove("deviceNow");
        assertThat(walker.post(PATH + "/" + id + "/sync", noClock).fields()).containsExactly("deviceNow");
        assertThat(walker.post(PATH + "/" + id + "/sync", "{\"device\": ").status()).isEqualTo(400);
        ObjectNode[] many = IntStream.range(0, 501).mapToObj(i -> phone.noted(1, "第 " + i)).toArray(ObjectNode[]::new);
        assertThat(walker.post(PATH + "/" + id + "/sync", phone.batch(many)).fields()).containsExactly("entries");
        assertThat(phone.sync(id).json().at("/vector")).isEmpty();
    }

    @Test
    void isNobodysButItsWalkersToRecord() {
        String id = phone.start(aStart("APPLICANT"));
        phone.sync(id, phone.began(0, "s1"), phone.ended(1, "s1"));
        ObjectNode batch = phone.batch(phone.noted(3, "别人写的"));
        for (Http stranger : List.of(colleague(), http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.subject("dalian.ganbu").claim("unit", "210200"))))) {
            assertThat(stranger.post(PATH + "/" + id + "/sync", batch).status()).isEqualTo(404);
            assertThat(Phone.upload(stranger, id, aPhoto("png")).status()).isEqualTo(404);
            assertThat(stranger.at(2).post(PATH + "/" + id + "/finish", "{}").status()).isEqualTo(404);
            assertThat(stranger.at(2).post(PATH + "/" + id + "/cases", json("{\"feedbackIds\": [\"fbk_01kar4x9x2m3s8q1v5t7w9y0zb\"]}")).status()).isEqualTo(404);
        }
        for (Persona other : List.of(Persona.SHENYANG_OFFICE, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.ADMIN)) {
            assertThat(http.as(other).post(PATH + "/" + id + "/sync", batch).status()).isEqualTo(403);
            assertThat(http.as(other).at(2).post(PATH + "/" + id + "/finish", "{}").status()).isEqualTo(403);
        }
        assertThat(http.post(PATH + "/" + id + "/sync", batch).status()).isEqualTo(401);
        assertThat(colleague().get(PATH + "/" + id).status()).as("a colleague may look").isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/" + id + "/entries").status()).isEqualTo(404);
        assertThat(phone.sync(id).json().at("/vector/phone-a/upTo").asInt()).isEqualTo(2);
    }

    @Test
    void asksForTheVersionAndRefusesAnOldOne() {
        String id = phone.start(aStart("APPLICANT"));
        Answer synced = phone.sync(id, phone.began(0, "s1"), phone.ended(1, "s1"));
        Http walker = http.as(Persona.SHENYANG_WALKER);
        assertThat(walker.post(PATH + "/" + id + "/finish", "{}").status()).isEqualTo(428);
        assertThat(phone.finish(id, synced.version() - 1).status()).isEqualTo(409);
        Answer finished = phone.finish(id, synced.version());
        Http office = http.as(Persona.SHENYANG_OFFICE);
        for (String action : List.of("acceptance", "return")) {
            ObjectNode body = action.equals("return") ? json("{\"reasons\": \"再补充\"}") : json("{}");
            assertThat(office.post(PATH + "/" + id + "/" + action, body).status()).isEqualTo(428);
            assertThat(office.at(1).post(PATH + "/" + id + "/" + action, body).status()).isEqualTo(409);
            assertThat(http.as(Persona.DALIAN_OFFICE).at(finished.version()).post(PATH + "/" + id + "/" + action, body).status()).isEqualTo(404);
            assertThat(walker.at(finished.version()).post(PATH + "/" + id + "/" + action, body).status()).isEqualTo(403);
        }
        assertThat(office.at(finished.version()).post(PATH + "/" + id + "/return", json("{}")).fields()).containsExactly("reasons");
        var ownOffice = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.subject("renshe.ban").claim("unit", "210100-HRSS")));
        assertThat(ownOffice.at(finished.version()).post(PATH + "/" + id + "/acceptance", json("{}")).problem()).isEqualTo("reviewer-not-above");
    }

    @Test
    void keepsAPhotoOnceAndShowsItWhereItWasHandedIn() {
        byte[] photo = aPhoto("png");
        String one = phone.start(aStart("APPLICANT"));
        String other = phone.start(aStart("APPLICANT"));
        assertThat(phone.upload(one, photo, photo).json().at("/photos")).hasSize(1);
        Answer again = phone.upload(one, photo);
        assertThat(again.version()).as("nothing new").isEqualTo(2);
        phone.sync(other, phone.shot(1, sha256(photo), null));
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + other + "/photos/" + sha256(photo)).status())
                .as("who only knows its digest has not got it").isEqualTo(404);
        phone.upload(other, photo);
        assertThat(mongo.getCollection("photo.files").countDocuments(new org.bson.Document("filename", sha256(photo)))).isEqualTo(1);
        Answer read = http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + one + "/photos/" + sha256(photo));
        assertThat(read.bytes()).isEqualTo(photo);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.header("Content-Disposition")).startsWith("attachment");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/" + one + "/photos/" + sha256(photo)).status()).isEqualTo(404);
    }

    @Test
    void isRecognisedByAPhotoOfAnotherWalk() {
        byte[] photo = aPhoto("jpg");
        String first = walkedWith(photo);
        String second = walkedWith(photo);
        Answer review = http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + second + "/authenticity");
        assertThat(review.json().at("/signals").valueStream().filter(signal -> signal.path("rule").asString().equals("seen-photo"))
                .map(signal -> signal.path("session").asString())).as(review.toString()).containsExactly(first);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + first + "/authenticity").text()).doesNotContain("seen-photo");
    }

    /** A finished session with one photo, once it was looked at. */
    private String walkedWith(byte[] photo) {
        String id = phone.start(aStart("APPLICANT"));
        phone.sync(id, phone.began(0, "s1"), phone.shot(9, sha256(photo), "柜台"), phone.ended(20, "s1"));
        Answer finished = phone.finish(id, phone.upload(id, photo).version());
        assertThat(finished.status()).as(finished.toString()).isEqualTo(200);
        KafkaTopics.await("a look at " + id, () -> http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + id + "/authenticity").status() == 200);
        return id;
    }

    @Test
    void keepsNoPhotoOfARequestThatHoldsSomethingElse() {
        String id = phone.start(aStart("APPLICANT"));
        byte[] good = aPhoto("jpg");
        long before = mongo.count(new Query(), Photo.class);
        byte[] script = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        byte[] gif = "GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;".getBytes(StandardCharsets.ISO_8859_1);
        byte[] onlyAHead = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
        for (byte[] bad : List.of(script, gif, onlyAHead)) {
            Answer answer = phone.upload(id, good, bad);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("photo-type-forbidden");
            assertThat(answer.fields()).containsExactly("photos[1]");
        }
        assertThat(phone.upload(id, good, new byte[0]).status()).isEqualTo(400);
        byte[] large = new byte[10_000_001];
        System.arraycopy(good, 0, large, 0, good.length);
        assertThat(phone.upload(id, large).status()).isEqualTo(413);
        assertThat(mongo.count(new Query(), Photo.class)).isEqualTo(before);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id).json().at("/photos")).isEmpty();
    }

    @Test
    void showsAFindingsPhotosToTheUnitItIsAboutAndNoOther() {
        byte[] shown = aPhoto("jpg");
        byte[] notShown = aPhoto("jpg");
        String id = phone.start(aStart("APPLICANT"));
        ObjectNode finding = phone.found(1, "PROBLEM", sha256(shown));
        finding.withObject("/finding").put("aboutUnit", "210200-HRSS");
        phone.sync(id, phone.began(0, "s1"), phone.ended(2, "s1"), finding, phone.shot(1, sha256(notShown), null));
        Answer finished = phone.finish(id, phone.upload(id, shown, notShown).version());
        String findingId = finished.at("/findings/0/id");
        String photos = PATH + "/findings/" + findingId + "/photos";
        for (Persona concerned : List.of(Persona.DALIAN_DEPARTMENT, Persona.DALIAN_OFFICE, Persona.SHENYANG_OFFICE, Persona.SHENYANG_WALKER)) {
            assertThat(http.as(concerned).get(photos).json().at("/items")).hasSize(1);
            assertThat(http.as(concerned).get(photos + "/" + sha256(shown)).bytes()).isEqualTo(shown);
            assertThat(http.as(concerned).get(photos + "/" + sha256(notShown)).status()).isEqualTo(404);
        }
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(PATH + "/" + id).status()).as("the walker's notes").isEqualTo(404);
        assertThat(http.as(Persona.EXPERIENCER).get(photos).status()).isEqualTo(403);
        var elsewhere = http.withToken(Tokens.of(Persona.DALIAN_DEPARTMENT, claims -> claims.claim("unit", "210102")));
        assertThat(elsewhere.get(photos).status()).isEqualTo(404);
    }

    @Test
    void isWalkedAgainAndComparedStepByStep() {
        String item = "item-" + UUID.randomUUID();
        String first = phone.start(ofItem("APPLICANT", item));
        Answer finished = phone.finish(first, phone.sync(first, phone.began(0, "s1"), phone.ended(30, "s1"), phone.began(31, "s2"), phone.ended(40, "s2")).version());
        Http walker = http.as(Persona.SHENYANG_WALKER);
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        assertThat(walker.at(finished.version()).post(PATH + "/" + first + "/re-walk", json("{\"plannedDay\": \"2020-01-01\"}")).problem()).isEqualTo("re-walk-in-the-past");
        assertThat(colleague().at(finished.version()).post(PATH + "/" + first + "/re-walk", json("{\"plannedDay\": \"%s\"}".formatted(today))).status()).isEqualTo(404);
        Answer planned = walker.at(finished.version()).post(PATH + "/" + first + "/re-walk", json("{\"plannedDay\": \"%s\"}".formatted(today)));
        assertThat(planned.at("/reWalkOn")).isEqualTo(today);
        assertThat(reWalks()).contains(first);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/re-walks").text()).doesNotContain(first);

        String second = phone.start(ofItem("APPLICANT", item).put("reWalkOf", first));
        assertThat(reWalks()).doesNotContain(first);
        assertThat(walker.get(PATH + "/" + first).at("/reWalkedBy/0")).isEqualTo(second);
        assertThat(walker.get(PATH + "/" + second + "/comparison?with=" + first).problem()).isEqualTo("compared-unfinished");
        phone.finish(second, phone.sync(second, phone.began(60, "s1"), phone.ended(65, "s1")).version());
        Answer comparison = walker.get(PATH + "/" + second + "/comparison?with=" + first);
        assertThat(comparison.at("/before/walkthroughId")).isEqualTo(first);
        assertThat(comparison.json().at("/saved/steps").asInt()).isEqualTo(1);
        assertThat(comparison.json().at("/saved/minutes").asInt()).isEqualTo(34);
        assertThat(comparison.json().at("/saved/visits").asInt()).isEqualTo(1);
        assertThat(comparison.json().at("/steps/1").has("after")).isFalse();
        String unlike = phone.start(aStart("APPLICANT"));
        assertThat(walker.get(PATH + "/" + second + "/comparison?with=" + unlike).problem()).isEqualTo("compared-items-differ");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "/" + second + "/comparison?with=" + first).status()).isEqualTo(404);
    }

    @Test
    void asksEachRoleForItsOwn() {
        String cross = phone.start(aStart("CASE_OFFICER"));
        Answer withoutEnd = phone.sync(cross, phone.began(0, "s1"));
        assertThat(withoutEnd.at("/entries/0/rule")).isEqualTo("end-unsaid");
        ObjectNode near = phone.began(0, "s1");
        near.withObject("/stepStarted").put("end", "NEAR");
        ObjectNode far = phone.began(2, "s2");
        far.withObject("/stepStarted").put("end", "FAR");
        Answer synced = phone.sync(cross, near, phone.ended(1, "s1"), far, phone.ended(3, "s2"));
        assertThat(phone.finish(cross, synced.version()).problem()).isEqualTo("data-sharing-unsaid");

        String enforcement = phone.start(aStart("ENFORCER"));
        assertThat(phone.sync(enforcement, phone.began(0, "s1")).at("/entries/0/rule")).isEqualTo("enforcement-unsaid");
        ObjectNode watched = phone.began(0, "s1");
        watched.withObject("/stepStarted").put("enforcement", "PUBLICITY").put("scene", "INSPECTION");
        Answer said = phone.sync(enforcement, watched, phone.ended(1, "s1"));
        assertThat(phone.finish(enforcement, said.version()).at("/steps/0/setting/enforcement")).isEqualTo("PUBLICITY");
    }

    /** Of an office, its own checkpoints beside the province's; the version of both stays with the session. */
    @Test
    void goesByWhatIsCurrentForTheWalkersUnitWhenItStarts() {
        String before = http.as(Persona.SHENYANG_WALKER).get(PATH + "/checklists?for=APPLICANT").at("/version");
        String early = phone.start(aStart("APPLICANT"));
        Http office = http.as(Persona.SHENYANG_OFFICE);
        Answer draft = office.post(PATH + "/checklists/extensions", json("""
                {"title": "沈阳市增加的检查点", "source": "沈营商〔2023〕1号", "checkpoints": [{"dimension": "QUALITY", "number": 98, "text": "窗口提供老花镜", "basis": "市内通知"}]}"""));
        String own = draft.at("/checklistVersion");
        office.at(draft.version()).post(PATH + "/checklists/extensions/" + draft.at("/id") + "/publish", "");
        String late = phone.start(aStart("APPLICANT"));
        Http walker = http.as(Persona.SHENYANG_WALKER);
        assertThat(walker.get(PATH + "/" + early).at("/checklistVersion")).isEqualTo(before).doesNotContain(own);
        assertThat(walker.get(PATH + "/" + late).at("/checklistVersion")).startsWith("five-dimensions.v1+clean-window.v1+").contains(own);
        assertThat(walker.get(PATH + "/" + late).at("/formVersion")).isEqualTo("applicant.v1");
        ObjectNode finding = phone.found(1, "PROBLEM");
        finding.withObject("/finding").put("checkpoint", "210100.QUALITY-98");
        assertThat(phone.sync(early, finding).at("/entries/0/rule")).isEqualTo("checkpoint-unknown");
        assertThat(outcomes(phone.sync(late, finding))).containsExactly("ACCEPTED");

        ObjectNode chosen = aStart("APPLICANT");
        chosen.putArray("topics").add("one-thing");
        String topical = phone.start(chosen);
        assertThat(walker.get(PATH + "/" + topical).at("/checklistVersion")).startsWith("five-dimensions.v1+one-thing.v1+2101").doesNotContain("clean-window");
        assertThat(walker.get(PATH + "/checklists?topics=one-thing").at("/version")).isEqualTo(walker.get(PATH + "/" + topical).at("/checklistVersion"));
        assertThat(walker.get(PATH + "/checklists?topics=").at("/version")).doesNotContain("one-thing");
        assertThat(walker.get(PATH + "/checklists?topics=nothing").problem()).isEqualTo("topic-unknown");
        office.at(2).post(PATH + "/checklists/extensions/" + draft.at("/id") + "/retire", "");
        assertThat(outcomes(phone.sync(late, phone.found(2, "PROBLEM")))).as("by the version it has").containsExactly("ACCEPTED");
    }

    @Test
    void isFinishedOnceItsRolesFormIsFilledIn() {
        String id = phone.start(aStart("APPLICANT"));
        assertThat(phone.sync(id, phone.passed(0, "ASTRAY", "{}")[0]).at("/entries/0/rule")).isEqualTo("form-step-unknown");
        phone.sync(id, phone.noted(0, "开始"));
        Answer synced = phone.sync(id, phone.passed(1, "SUBMIT", "{\"visits\": 0}"));
        assertThat(synced.json().at("/snags")).hasSize(3);
        Answer early = phone.finish(id, synced.version());
        assertThat(early.status()).as(early.toString()).isEqualTo(422);
        assertThat(early.problem()).isEqualTo("form-incomplete");
        assertThat(early.fields()).containsExactly("form.APPLY", "form.SUBMIT.MATERIALS", "form.PROGRESS");
        assertThat(early.at("/detail")).contains("咨询申请", "要求的材料", "进度查询");
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id).at("/status")).as("as it was").isEqualTo("OPEN");
        phone.sync(id, phone.passed(0, "APPLY", "{}"));
        phone.sync(id, phone.passed(3, "PROGRESS", "{}"));
        ObjectNode again = phone.passed(1, "SUBMIT", "{\"materials\": []}")[1];
        Answer whole = phone.sync(id, again);
        assertThat(whole.json().at("/snags")).isEmpty();
        Answer finished = phone.finish(id, whole.version());
        assertThat(finished.status()).as(finished.toString()).isEqualTo(200);
        assertThat(finished.at("/formVersion")).isEqualTo("applicant.v1");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("COMPANION", List.of("GUIDE", "PREVIEW", "DECIDE", "RESULT"), "",
                        List.of("form.PREVIEW.MATERIALS", "form.PREVIEW.VISITS", "form.DECIDE.PROMISED_MINUTES")),
                Arguments.of("CASE_OFFICER", List.of("RECEIVE", "SHARE", "COORDINATE", "DECIDE"), "\"end\": \"NEAR\"",
                        List.of("form.RECEIVE.MATERIALS", "form.SHARE.DATA_SHARED", "form.COORDINATE.COORDINATION", "form.DELIVER")),
                Arguments.of("SUPERVISOR", List.of("PICK", "HANDLE", "CALL-BACK", "SOLVE"), "",
                        List.of("feedbackIds", "form.PICK.FEEDBACK", "form.CALL-BACK.CALL_BACK_RESULT", "form.SOLVE.SOLVED")),
                Arguments.of("ENFORCER", List.of("SURVEY", "PUBLICITY"), "\"enforcement\": \"PUBLICITY\", \"scene\": \"INSPECTION\"", List.of("form.RECORDING")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void tellsThePhoneWhatTheFormOfEachRoleStillAsksFor(String role, List<String> steps, String setting, List<String> missing) {
        String id = phone.start(aStart(role));
        int minute = 0;
        Answer synced = phone.sync(id);
        for (String step : steps) {
            ObjectNode[] passed = phone.passed(2 * minute++, step, "{}");
            passed[0].withObject("/stepStarted").setAll(json("{" + setting + "}"));
            synced = phone.sync(id, passed);
            assertThat(outcomes(synced)).containsExactly("ACCEPTED", "ACCEPTED");
        }
        assertThat(formSnags(synced)).containsExactlyElementsOf(missing);
        synced = phone.sync(id, phone.passed(2 * minute, steps.getLast(), """
                {"materials": [], "visits": 1, "promisedMinutes": 30, "dataShared": false, "coordination": "两地微信群沟通", "callBackResult": "群众认可", "solved": true}""")[1]);
        assertThat(formSnags(synced)).as("said at another step, it is not said where it is asked for").hasSizeGreaterThanOrEqualTo(1)
                .doesNotContain("form.SOLVE.SOLVED");
    }

    private static List<String> formSnags(Answer synced) {
        return synced.json().at("/snags").valueStream().filter(snag -> snag.path("rule").asString().equals("form-incomplete")).map(snag -> snag.path("field").asString()).toList();
    }

    @Test
    void refusesAVersionOfAFindingThatWasTold() {
        String id = phone.start(aStart("APPLICANT"));
        ObjectNode finding = phone.found(1, "PROBLEM");
        Answer finished = phone.finish(id, phone.sync(id, phone.began(0, "s1"), finding, phone.ended(2, "s1")).version());
        http.as(Persona.SHENYANG_OFFICE).at(finished.version()).post(PATH + "/" + id + "/return", json("{\"reasons\": \"写清楚些\"}"));
        ObjectNode edited = phone.found(1, "PROBLEM").put("id", finding.path("id").asString());
        edited.withObject("/finding").put("title", "改写过的问题");
        Answer synced = phone.sync(id, edited, phone.noted(3, "另记"), finding);
        assertThat(outcomes(synced)).containsExactly("REFUSED", "ACCEPTED", "DUPLICATE");
        assertThat(synced.at("/entries/0/rule")).isEqualTo("finding-told");
        Answer again = phone.finish(id, synced.version());
        assertThat(again.at("/findings/0/title")).isEqualTo(finding.at("/finding/title").asString());
        assertThat(http.as(Persona.SHENYANG_WALKER).get(PATH + "/" + id + "/entries").text()).doesNotContain("改写过的问题");
    }

    @Test
    void readsByIndexAlone() {
        for (String query : List.of("{find: 'walkthrough', filter: {within: '210100', status: 'SUBMITTED'}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'walkthrough', filter: {within: '210100', reWalkAt: {$exists: true}}, sort: {reWalkAt: 1, _id: 1}}",
                "{find: 'walkthrough', filter: {_id: 'x', owner: 'y'}}",
                "{find: 'hard_case', filter: {within: '210100', hard: true}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'hard_case', filter: {within: '210100', hard: true, open: true}, sort: {createdAt: -1, _id: -1}}",
                "{find: 'hard_case', filter: {issueId: {$in: ['x']}}}",
                "{find: 'walkthrough', filter: {$and: [{'findings._id': 'x'}, {$or: [{within: '210100'}, {findings: {$elemMatch: {_id: 'x', $or: [{aboutLine: '210100'}, {handlingLine: '210100'}]}}}]}]}}",
                "{find: 'walkthrough', filter: {'photos.sha256': {$in: ['x']}}}",
                "{find: 'photo', filter: {loose: {$lt: ISODate('2026-01-01T00:00:00Z')}}, sort: {loose: 1}}")) {
            String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class)
                    .get("winningPlan").toString();
            assertThat(plan).as(query).contains("IX").doesNotContain("COLLSCAN", "stage=SORT,");
        }
    }

    private List<String> reWalks() {
        return http.as(Persona.SHENYANG_OFFICE).get(PATH + "/re-walks?limit=200").json().at("/items").valueStream().map(line -> line.path("id").asString()).toList();
    }

    private static ObjectNode ofItem(String role, String item) {
        ObjectNode start = aStart(role);
        start.withObject("/serviceItem").put("code", item);
        return start;
    }

    private static List<String> outcomes(Answer synced) {
        return synced.json().at("/entries").valueStream().map(entry -> entry.path("outcome").asString()).toList();
    }

    private long stored() {
        return mongo.count(new Query(), Walkthrough.class);
    }
}
