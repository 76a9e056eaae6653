package cn.tiyan.experiencer.rosterimport;

import static cn.tiyan.experiencer.rosterimport.Column.ACCOUNT;
import static cn.tiyan.experiencer.rosterimport.Column.AGE_BAND;
import static cn.tiyan.experiencer.rosterimport.Column.CATEGORY;
import static cn.tiyan.experiencer.rosterimport.Column.FIELD;
import static cn.tiyan.experiencer.rosterimport.Column.IDENTITY;
import static cn.tiyan.experiencer.rosterimport.Column.NAME;
import static cn.tiyan.experiencer.rosterimport.Column.PHONE;
import static cn.tiyan.experiencer.rosterimport.Column.TERM_FROM;
import static cn.tiyan.experiencer.rosterimport.Column.TERM_TO;
import static cn.tiyan.experiencer.rosterimport.Column.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.SomeRosters;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.testkit.PlatformTest;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class RowCheckIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 20);

    @Autowired
    private Organisation organisation;

    @Test
    void readsWhatIsRightHoweverItIsWritten() {
        Map<Column, String> row = aRow();
        row.put(PHONE, "+86 138-1234-5678");
        row.put(IDENTITY, SomeRosters.identity(1980).toLowerCase(java.util.Locale.ROOT));
        row.remove(AGE_BAND);
        row.put(UNIT, "210102");
        row.put(TERM_FROM, "2026年10月1日");
        row.put(TERM_TO, "2028/9/30");
        var person = check(row).person();
        assertThat(person).isNotNull();
        assertThat(person.candidate().phone().reveal()).isEqualTo("13812345678");
        assertThat(person.candidate().ageBand()).isEqualTo(AgeBand.FROM_45_TO_59);
        assertThat(person.candidate().category()).isEqualTo(ExperiencerCategory.EXPERT);
        assertThat(person.candidate().recruitment()).isEqualTo(Recruitment.UNIT_RECOMMENDATION);
        assertThat(person.unit().code()).isEqualTo("210102");
        assertThat(person.term()).isNotNull();
        assertThat(person.term().from()).isEqualTo(LocalDate.of(2026, 10, 1));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {
        "NAME,absent", "NAME,'王\u0007'", "PHONE,12345678901", "PHONE,02412345678", "IDENTITY,110105194912310021", "CATEGORY,市长", "AGE_BAND,absent", "AGE_BAND,中年",
        "FIELD,absent", "UNIT,210200", "UNIT,999999", "ACCOUNT,两个 字", "TERM_FROM,2026-10-01", "TERM_TO,明年", "RECRUITMENT,抽签"})
    void tellsWhatIsWrongWithoutQuotingIt(Column column, String value) {
        Map<Column, String> row = aRow();
        if (value == null) {
            row.remove(column);
        } else {
            row.put(column, value);
        }
        var checked = check(row);
        assertThat(checked.person()).isNull();
        assertThat(checked.errors()).hasSize(1);
        assertThat(checked.errors().getFirst().field()).isEqualTo(column == TERM_FROM ? "termTo" : column.field());
        if (value != null && value.length() > 4) {
            assertThat(checked.errors().getFirst().message()).doesNotContain(value);
        }
    }

    @Test
    void refusesWhoIsUnderAge() {
        Map<Column, String> row = aRow();
        row.remove(AGE_BAND);
        row.put(IDENTITY, SomeRosters.identity(2012));
        assertThat(check(row).errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("未满 18 周岁"));
    }

    @Test
    void refusesAnAgeBandThatTheIdentityNumberContradicts() {
        Map<Column, String> row = aRow();
        row.put(IDENTITY, SomeRosters.identity(1950));
        assertThat(check(row).errors()).singleElement().satisfies(error -> assertThat(error.field()).isEqualTo("ageBand"));
    }

    @Test
    void refusesATermThatIsOverTooLongOrTheWrongWayRound() {
        assertThat(term("2023-01-01", "2025-12-31")).contains("不能早于今天");
        assertThat(term("2026-01-01", "2029-12-31")).contains("不超过三年");
        assertThat(term("2026-12-01", "2026-11-01")).contains("起始");
    }

    @Test
    void refusesThatSomebodyAppointsThemselves() {
        Map<Column, String> row = aRow();
        row.put(ACCOUNT, "shenyang.ban");
        assertThat(check(row).errors()).isEmpty();
        row.put(TERM_FROM, "2026-10-01");
        row.put(TERM_TO, "2027-10-01");
        assertThat(check(row).errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("不能聘任本人"));
    }

    private String term(String from, String to) {
        Map<Column, String> row = aRow();
        row.put(TERM_FROM, from);
        row.put(TERM_TO, to);
        return check(row).errors().getFirst().message();
    }

    private RowCheck.Checked check(Map<Column, String> row) {
        return new RowCheck(organisation, organisation.require("unit", "210100"), TODAY, "shenyang.ban").check(row);
    }

    private static Map<Column, String> aRow() {
        return new EnumMap<>(Map.of(NAME, "王小丽", PHONE, "13812345678", CATEGORY, "专家学者", AGE_BAND, "30 至 44 岁", FIELD, "公共管理"));
    }
}
