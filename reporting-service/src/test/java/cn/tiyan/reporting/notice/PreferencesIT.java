package cn.tiyan.reporting.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class PreferencesIT {

    private static final String OWN = "/api/v1/notices/preferences";

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    private NoticeDesk desk;
    private String account = "";
    private Http clerk;

    @BeforeEach
    void somebodyNew() {
        desk = new NoticeDesk(mongo, publisher, http);
        account = desk.account();
        clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
    }

    @Test
    void isTheInboxAndADigestAtEightUntilSomebodyChooses() {
        Http.Answer usual = clerk.get(OWN);
        assertThat(usual.version()).isZero();
        assertThat(usual.json().path("digestHour").asInt()).isEqualTo(8);
        assertThat(usual.json().path("channels")).isEmpty();
        assertThat(LocalDateTime.ofInstant(store.find(Reader.class, Reader.id(account)).orElseThrow().wakeAt(), China.ZONE).getHour()).isEqualTo(8);
    }

    @Test
    void keepsWhatIsPersonalSealedAndMasked() {
        Http.Answer chosen = clerk.at(0).put(OWN, choice(Map.of("email", "zhangsan@example.com", "phone", "13912345678", "channels", List.of("EMAIL", "SMS"), "digestHour", 17)));
        assertThat(chosen.status()).as("%s", chosen).isEqualTo(200);
        assertThat(chosen.at("/email")).isEqualTo("z*******@example.com");
        assertThat(chosen.at("/phone")).isEqualTo("139****5678");
        assertThat(String.valueOf(mongo.getCollection("notice-preferences").find(new Document("_id", Preferences.id(account))).first()))
                .doesNotContain("zhangsan").doesNotContain("13912345678");
        assertThat(LocalDateTime.ofInstant(store.find(Reader.class, Reader.id(account)).orElseThrow().wakeAt(), China.ZONE).getHour()).isEqualTo(17);

        Http.Answer again = clerk.at(1).put(OWN, choice(Map.of("channels", List.of("EMAIL"), "digest", false)));
        assertThat(again.at("/email")).as("kept").isEqualTo("z*******@example.com");
        assertThat(store.find(Reader.class, Reader.id(account)).orElseThrow().wakeAt()).as("no digest").isNull();
        Http.Answer removed = clerk.at(2).put(OWN, choice(Map.of("email", "", "phone", "")));
        assertThat(removed.json().has("email")).isFalse();
        assertThat(removed.json().has("phone")).isFalse();
        assertThat(store.find(Preferences.class, Preferences.id(account)).orElseThrow().historyIntact()).isTrue();
    }

    @Test
    void isChangedByWhoeverReadItLast() {
        assertThat(clerk.put(OWN, choice(Map.of())).status()).isEqualTo(428);
        assertThat(clerk.at(1).put(OWN, choice(Map.of())).status()).isEqualTo(409);
        assertThat(clerk.at(0).put(OWN, choice(Map.of())).status()).isEqualTo(200);
        assertThat(clerk.at(0).put(OWN, choice(Map.of())).status()).as("replayed").isEqualTo(409);
        clerk.get("/api/v1/notices");
        assertThat(clerk.at(1).put(OWN, choice(Map.of())).status()).as("calling changes no version").isEqualTo(200);
    }

    @Test
    void isOnesOwnInWhateverUnit() {
        clerk.at(0).put(OWN, choice(Map.of("email", "zhangsan@example.com")));
        assertThat(desk.somebody(desk.account(), Role.OFFICE_CLERK).get(OWN).json().has("email")).isFalse();
        Http.Answer moved = desk.somebodyOf("210200", account, Role.LEADER).get(OWN);
        assertThat(moved.at("/email")).isEqualTo("z*******@example.com");
        assertThat(desk.somebody(desk.account(), Role.EXPERIENCER).get(OWN).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"EMAIL,email-missing,email", "SMS,phone-missing,phone"})
    void needsAnAddressForAChannel(String channel, String rule, String field) {
        Http.Answer answer = clerk.at(0).put(OWN, choice(Map.of("channels", List.of(channel))));
        assertThat(answer.problem()).isEqualTo(rule);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(clerk.get(OWN).version()).as("nothing stored").isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "email; \"a@b\"; email", "email; \"a b@example.com\"; email", "email; \"a@example.com\\r\\nBcc: x@example.com\"; email", "email; \"甲@example.com\"; email",
        "phone; \"12345\"; phone", "digestHour; 24; digestHour", "digestHour; -1; digestHour", "digestHour; null; digestHour", "channels; [\"PIGEON\"]; channels[0]",
        "channels; null; channels", "kinds; null; kinds", "digest; null; digest"})
    void namesTheFieldThatIsWrong(String field, String value, String named) {
        String json = "{\"digest\":true,\"digestHour\":8,\"channels\":[],\"kinds\":[]}".replaceFirst("\"" + field + "\":(\\[]|\\w+),?", "")
                .replaceFirst("\\{", java.util.regex.Matcher.quoteReplacement("{\"" + field + "\":" + value + ",")).replace(",}", "}");
        Http.Answer answer = clerk.at(0).put(OWN, json);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).allMatch(each -> each.startsWith(named.replaceAll("\\[.*", ""))).hasSize(1);
    }

    private static Map<String, Object> choice(Map<String, Object> some) {
        var all = new HashMap<String, Object>(Map.of("digest", true, "digestHour", 8, "channels", List.of(), "kinds", List.of("DIGEST", "RETURNED")));
        all.putAll(some);
        return all;
    }
}
