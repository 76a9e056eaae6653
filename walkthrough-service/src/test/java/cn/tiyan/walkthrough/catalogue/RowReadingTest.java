package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReadingTest {

    private final Organisation organisation = mock(Organisation.class);
    private final Map<ImportColumn, String> row = new EnumMap<>(Map.of(ImportColumn.CODE, "112101000001234567001", ImportColumn.NAME, "企业职工参保登记",
            ImportColumn.KIND, "公共服务", ImportColumn.THEME, "社会保障", ImportColumn.CHANNELS, "窗口、一体化平台、窗口"));

    @BeforeEach
    void knowsNoOtherUnit() {
        when(organisation.find(anyString())).thenReturn(Optional.empty());
    }

    @Test
    void takesWhatIsNotFilledInAsNo() {
        var read = read();
        assertThat(read.errors()).isEmpty();
        assertThat(read.wanted().unit()).isEqualTo(Items.HRSS);
        assertThat(read.wanted().content()).isEqualTo(new ItemContent("企业职工参保登记", ItemKind.PUBLIC_SERVICE, ItemTheme.SOCIAL_SECURITY, null, List.of(), 0,
                List.of(Channel.PORTAL, Channel.COUNTER), false, false, false));
    }

    @Test
    void readsMaterialsWithTheirMarks() {
        row.put(ImportColumn.MATERIALS, "身份证（可在线核验）；授权委托书（非必需）\n户口簿(非必需、可在线核验);营业执照（副本）；;");
        assertThat(read().wanted().content().materials()).containsExactly(new Material("身份证", true, true), new Material("授权委托书", false, false),
                new Material("户口簿", false, true), new Material("营业执照（副本）", true, false));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "5, ''", "5, 工作日"})
    void countsInWorkingDaysWhereNothingElseIsSaid(String amount, String unit) {
        row.put(ImportColumn.PROMISE, amount);
        if (!unit.isEmpty()) {
            row.put(ImportColumn.PROMISE_UNIT, unit);
        }
        assertThat(read().wanted().content().promise()).isEqualTo(new Promise(Integer.parseInt(amount), PromiseUnit.WORKING_DAYS));
    }

    @ParameterizedTest
    @CsvSource({"CODE, '11 21', code", "CODE, ＡＢ, code", "NAME, '，。', name", "KIND, 许可, kind", "THEME, 公共服务, theme", "PROMISE, 五, promise", "PROMISE, -1, promise",
            "PROMISE, 1.5, promise", "PROMISE, 99999999999, promise", "PROMISE_UNIT, 天, promiseUnit", "VISITS, 100, visits", "CHANNELS, 窗口、电话, channels",
            "CROSS_PROVINCE, Y, crossProvince", "FULLY_ONLINE, 1, fullyOnline", "ONE_THING, 可以, oneThing", "UNIT, 210200, unit", "MATERIALS, '，；。', materials"})
    void namesTheColumnThatIsWrong(ImportColumn column, String value, String field) {
        row.put(column, value);
        assertThat(read().wanted()).isNull();
        assertThat(read().errors()).extracting(FieldError::field).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"CODE, code", "NAME, name", "KIND, kind", "THEME, theme", "CHANNELS, channels"})
    void missesWhatMustBeFilledIn(ImportColumn column, String field) {
        row.remove(column);
        assertThat(read().errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void saysOfACellThatHoldsNothingOnlyThat() {
        row.remove(ImportColumn.CODE);
        var read = RowReading.of(new ImportTable.Row(2, row, List.of(ImportTable.fault(ImportColumn.CODE, "不能是公式"))), Items.HRSS, organisation);
        assertThat(read.errors()).extracting(FieldError::message).containsExactly("事项编码：不能是公式");
    }

    @Test
    void masksNumbersOfPeopleInNames() {
        row.put(ImportColumn.NAME, "咨询请拨13812345678");
        assertThat(read().wanted().content().name()).isEqualTo("咨询请拨138****5678");
    }

    private RowReading.Read read() {
        return RowReading.of(new ImportTable.Row(2, row, List.of()), Items.HRSS, organisation);
    }
}
