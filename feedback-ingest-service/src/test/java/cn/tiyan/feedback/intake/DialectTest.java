package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.Dialect;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.profile.ProfileSettings;
import cn.tiyan.feedback.profile.Profiles;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A city's own way to write orders, translated by the profile that comes with the service. */
class DialectTest {

    private static final Sender DALIAN = new Sender("hotline-dalian", "大连市12345热线", "210200", Set.of(SourceKind.HOTLINE_12345), "dalian-12345");

    private Profiles now = ProfileFixture.profiles(ProfileFixture.shipped());
    private final PushReader reader = new PushReader(() -> now);

    private Push read(Dialect order) {
        return reader.read(DALIAN, PushKind.HOTLINE_ORDER, order.json().getBytes(StandardCharsets.UTF_8));
    }

    private List<Refusal.FieldError> errors(Dialect order) {
        return catchThrowableOfType(Refusal.class, () -> read(order)).fieldErrors();
    }

    @Test
    void isReadAsThoughItWereOurs() {
        Push push = read(Dialect.anOrder("DL20261123001"));
        assertThat(push.key()).isEqualTo("DL20261123001");
        assertThat(push.position().version()).isEqualTo(3);
        assertThat(push.position().updatedAt()).isEqualTo(Instant.parse("2026-11-23T01:05:00Z"));
        assertThat(push.unit()).contains("210200-HRSS");
        assertThat(push.facts()).containsEntry("handlingMode", "COMPLAINT").containsEntry("urgency", "URGENT").containsEntry("secret", false)
                .containsEntry("callerSex", "UNKNOWN").containsEntry("sourceChannel", "电话").containsEntry("returnCount", 0L).containsEntry("hardOrder", true)
                .containsEntry("jointUnits", List.of("市市场监管局", "市税务局")).containsEntry("callBackSolved", true).containsEntry("result", "PARTLY")
                .containsEntry("calledAt", "2026-11-23T08:55:00+08:00").containsEntry("deadlineAt", "2026-11-30T00:00:00+08:00")
                .containsEntry("calledBackAt", "2026-11-23T10:13:20+08:00").doesNotContainKeys("completedAt", "ZDYX", "callerPhone");
        assertThat(push.text("content")).contains("139****5678");
        assertThat(push.personal().get("address").reveal()).isEqualTo("中山区人民路街道人民路1号");
        assertThat(push.personal().get("x").reveal()).isEqualTo("121.6434");
    }

    @Test
    void isToldWhatIsWrongInItsOwnWords() {
        assertThat(errors(Dialect.anOrder("DL1").with("CLFS", "99"))).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("DATA.CLFS");
            assertThat(error.message()).contains("handlingMode", "没有这个代码", "03");
        });
        assertThat(errors(Dialect.anOrder("DL1").with("CBDWDM", "DL99"))).extracting(Refusal.FieldError::field).containsExactly("DATA.CBDWDM");
        assertThat(errors(Dialect.anOrder("DL1").with("GXSJ", "25:00:00"))).extracting(Refusal.FieldError::field).containsExactly("DATA.GXRQ+DATA.GXSJ");
        assertThat(errors(Dialect.anOrder("DL1").without("GXSJ"))).extracting(Refusal.FieldError::field).containsExactly("DATA.GXRQ+DATA.GXSJ");
        assertThat(errors(Dialect.anOrder("DL1").with("BBH", "三"))).singleElement().satisfies(error -> assertThat(error.message()).contains("整数"));
        assertThat(errors(Dialect.anOrder("DL1").with("SFYN", "也许"))).singleElement().satisfies(error -> assertThat(error.message()).contains("是/否"));
        assertThat(errors(Dialect.anOrder("DL1").with("LDSJ", "2026-02-30 08:00:00"))).extracting(Refusal.FieldError::field).containsExactly("DATA.LDSJ");
        assertThat(errors(Dialect.anOrder("DL1").with("LDSJ", "1900-01-01 08:00:00"))).extracting(Refusal.FieldError::field).containsExactly("DATA.LDSJ");
        assertThat(errors(Dialect.anOrder("DL1").with("LDRXM", List.of("甲")))).extracting(Refusal.FieldError::field).containsExactly("DATA.LDRXM");
        assertThat(errors(Dialect.anOrder("DL1").without("SQNR").without("GDBH"))).extracting(Refusal.FieldError::field)
                .containsExactlyInAnyOrder("DATA.SQNR", "DATA.GDBH");
    }

    @Test
    void namesTheWrapperThatIsMissing() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> reader.read(DALIAN, PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").json().getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).contains("DATA");
    }

    @Test
    void isTheSameContentWhateverAProfileMakesOfIt() {
        Position before = read(Dialect.anOrder("DL1")).position();
        now = ProfileFixture.profiles(ProfileFixture.written("""
                - kind: HOTLINE_ORDER
                  inside: DATA
                  fields:
                  - {ours: orderNumber, theirs: GDBH}
                  - {ours: updatedAt, theirs: LDSJ, times: [yyyy-MM-dd HH:mm:ss]}
                  - {ours: title, theirs: BT}
                  - {ours: content, theirs: SQNR}
                  - {ours: handlingMode, constant: HELP}
                  - {ours: responsibleUnit, constant: 210200-HRSS}
                """));
        var other = new Sender("hotline-dalian", "大连市12345热线", "210200", Set.of(SourceKind.HOTLINE_12345), "test");
        Position after = reader.read(other, PushKind.HOTLINE_ORDER, Dialect.anOrder("DL1").json().getBytes(StandardCharsets.UTF_8)).position();
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void leavesOtherKindsOfMessagesAlone() {
        assertThat(reader.read(DALIAN, PushKind.RATING, Pushes.aBadRating("P1", 1).json().getBytes(StandardCharsets.UTF_8)).key()).isEqualTo("P1/1");
    }

    @Test
    void isTheSameInNacosAsItComesWithTheService() {
        ProfileSettings inNacos = ProfileFixture.inNacos();
        assertThat(inNacos).isEqualTo(ProfileFixture.shipped());
        ProfileFixture.profiles(inNacos, "dalian-12345");
    }
}
