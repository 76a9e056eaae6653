package cn.tiyan.issue.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.settings.SettingsConfiguration;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

/** Years as operators write them in Nacos. */
@ExtendWith(OutputCaptureExtension.class)
class WorkingCalendarsTest {

    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2026, 12, 31);
    private static final String GOOD = "{name: 元旦, from: 2027-01-01, to: 2027-01-03, make-up-days: [2027-01-09]}";

    private final AnnotationConfigApplicationContext context = aService();
    private WorkingCalendars calendars;

    @BeforeEach
    void start() {
        context.refresh();
        calendars = context.getBean(WorkingCalendars.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void beginsWithTheBundledYears() {
        assertThat(calendars.current().workingDays(2026)).isEqualTo(WorkingCalendar.bundled().workingDays(2026));
        assertThat(calendars.current().isPublished(2027)).isFalse();
        assertThat(calendars.current()).as("built once").isSameAs(calendars.current());
    }

    @Test
    void takesAYearThatIsPublishedMeanwhileAndLetsItGoAgain() throws IOException {
        assertThat(calendars.current().plusWorkingDays(NEW_YEARS_EVE, 6))
                .isEqualTo(new WorkingCalendar.Counted(LocalDate.of(2027, 1, 11), true));
        publish(year(2027, GOOD));
        WorkingCalendar now = calendars.current();
        assertThat(now.plusWorkingDays(NEW_YEARS_EVE, 6)).isEqualTo(new WorkingCalendar.Counted(LocalDate.of(2027, 1, 9), false));
        assertThat(now.source(2027)).contains(new Notice("关于2027年的通知", "〔2026〕1号", LocalDate.of(2026, 11, 20)));
        assertThat(now.isPublished(2026)).as("the bundled years remain").isTrue();
        assertThat(calendars.current()).as("built once").isSameAs(now);
        publish("");
        assertThat(calendars.current().isPublished(2027)).isFalse();
    }

    @Test
    void takesAYearOfTheOperatorInPlaceOfItsOwn() throws IOException {
        publish(year(2026, "{name: 元旦, from: 2026-01-01, to: 2026-01-01}"));
        assertThat(calendars.current().isWorkingDay(LocalDate.of(2026, 1, 2))).isTrue();
        assertThat(calendars.current().workingDays(2026)).isEqualTo(261 - 1);
        assertThat(calendars.current().workingDays(2025)).isEqualTo(248);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{name: 元旦, from: 2026-12-31, to: 2027-01-03}                                                      | 2026-12-31 不在该年",
        "{name: 元旦, from: 2027-01-01, to: 2027-01-03, make-up-days: [2026-12-26]}                           | 2026-12-26 不在该年",
        "{name: 元旦, from: 2027-01-01, to: 2027-01-03, make-up-days: [2027-01-03]}                           | 2027-01-03 既列为放假，又列为调休上班",
        "{name: 元旦, from: 2027-01-01, to: 2027-01-03, make-up-days: [2027-01-04]}                           | 2027-01-04 不是周六或周日",
        "{name: 元旦, from: 2027-01-01, to: 2027-01-03, make-up-days: [2027-01-09, 2027-01-09]}               | 2027-01-09 被重复列为调休上班",
        "[{name: 元旦, from: 2027-01-01, to: 2027-01-03}, {name: 春节, from: 2027-01-03, to: 2027-01-04}]     | 2027-01-03 被重复列为放假",
        "{name: 元旦, from: 2027-01-03, to: 2027-01-01}                                                      | 早于开始日期",
        "{name: 元旦, from: 2027-01-01}                                                                      | 形如 2027-01-31 的日期",
        "{name: 元旦, from: 2027/1/1, to: 2027/1/3}                                                          | 形如 2027-01-31 的日期",
        "{name: 春节, from: 2027-02-27, to: 2027-02-30}                                                      | 形如 2027-01-31 的日期",
        "{name: '', from: 2027-01-01, to: 2027-01-03}                                                        | 应写明名称",
        "[]                                                                                                  | 应列出节假日"})
    void keepsTheLastGoodYearsWhenTheNewOnesContradictThemselves(String holidays, String why, CapturedOutput output) throws IOException {
        publish(year(2027, GOOD));
        WorkingCalendar good = calendars.current();
        publish(year(2027, holidays));
        assertThat(calendars.current()).isSameAs(good);
        assertThat(output).contains("the new ones are refused").contains(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "number: 〔2026〕1号        | number: ''            | 应写明发文字号",
        "title: 关于2027年的通知     | title: '  '           | 应写明通知标题",
        "date: 2026-11-20        | date:                 | 应写明成文日期",
        "year: 2027              | year: 2028            | 2027-01-01 不在该年",
        "year: 2027              | jahr: 2027            | 2027-01-01 不在该年"})
    void keepsTheLastGoodYearsWhenOneDoesNotSayWhatItIsAbout(String words, String others, String why, CapturedOutput output)
            throws IOException {
        publish(year(2027, GOOD));
        WorkingCalendar good = calendars.current();
        assertThat(year(2027, GOOD)).contains(words);
        publish(year(2027, GOOD).replace(words, others));
        assertThat(calendars.current()).isSameAs(good);
        assertThat(output).contains("the new ones are refused").contains(why);
    }

    @Test
    void refusesYearsBeyondWhatItCounts(CapturedOutput output) throws IOException {
        WorkingCalendar good = calendars.current();
        publish(year(2019, "{name: 元旦, from: 2019-01-01, to: 2019-01-01}"));
        assertThat(calendars.current()).isSameAs(good);
        publish(year(2101, "{name: 元旦, from: 2101-01-01, to: 2101-01-01}"));
        assertThat(calendars.current()).isSameAs(good);
        assertThat(output).contains("tiyan.issue.calendar.years[0].year 应为 2020 至 2100");
    }

    @Test
    void refusesAYearThatIsThereTwice(CapturedOutput output) throws IOException {
        WorkingCalendar good = calendars.current();
        publish(year(2027, GOOD) + year(2027, GOOD).lines().skip(1).collect(Collectors.joining("\n")));
        assertThat(calendars.current()).isSameAs(good);
        assertThat(output).contains("年份重复");
    }

    @Test
    void doesNotStartWithAYearThatContradictsItself() throws IOException {
        try (var other = aService()) {
            sources(year(2027, "{name: 元旦, from: 2026-12-31, to: 2027-01-03}"))
                    .forEach(other.getEnvironment().getPropertySources()::addFirst);
            assertThatThrownBy(other::refresh).rootCause().hasMessageContaining("2026-12-31 不在该年");
        }
    }

    /** What operators are told to uncomment and change is what the service reads. */
    @Test
    void readsTheExampleForOperators() throws IOException {
        String file = Files.readString(Path.of("../deploy/nacos/issue-service.yml"));
        publish(file);
        assertThat(calendars.current().source(2026)).isEqualTo(WorkingCalendar.bundled().source(2026));
        String example = file.lines().dropWhile(line -> !line.equals("    # calendar:"))
                .takeWhile(line -> line.equals("    # calendar:") || line.startsWith("    #   ")).map(line -> line.replaceFirst("# ", ""))
                .collect(Collectors.joining("\n", "tiyan:\n  issue:\n", "\n"));
        var read = new Binder(ConfigurationPropertySources.from(sources(example)))
                .bind("tiyan.issue.calendar", CalendarSettings.class).get();
        assertThat(read.years()).singleElement().satisfies(year -> {
            assertThat(year.source()).isEqualTo(WorkingCalendar.bundled().source(2026).orElseThrow());
            assertThat(year.daysOff()).isEqualTo(WorkingCalendar.bundled().daysOff(2026));
            assertThat(year.makeUpDays()).isEqualTo(WorkingCalendar.bundled().makeUpDays(2026));
        });
    }

    private static AnnotationConfigApplicationContext aService() {
        var service = new AnnotationConfigApplicationContext();
        service.registerBean("validator", Validator.class, () -> Validation.buildDefaultValidatorFactory().getValidator());
        service.register(SettingsConfiguration.class, WorkingCalendars.class);
        return service;
    }

    private static String year(int year, String holidays) {
        return """
                tiyan.issue.calendar.years:
                  - year: %d
                    source:
                      title: 关于2027年的通知
                      number: 〔2026〕1号
                      date: 2026-11-20
                    holidays: %s
                """.formatted(year, holidays.startsWith("[") ? holidays : "[" + holidays + "]");
    }

    private void publish(String yaml) throws IOException {
        context.getEnvironment().getPropertySources().remove("nacos");
        sources(yaml).forEach(context.getEnvironment().getPropertySources()::addFirst);
        context.publishEvent(new EnvironmentChangeEvent(context, Set.of("tiyan.issue.calendar.years[0].year")));
    }

    private static MutablePropertySources sources(String yaml) throws IOException {
        var sources = new MutablePropertySources();
        new YamlPropertySourceLoader().load("nacos", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(sources::addFirst);
        return sources;
    }
}
