package cn.tiyan.walkthrough.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Dimension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

class ProvinceEditionsTest {

    private static final String SOUND = checkpoints("四(一)");

    @Test
    void holdsTheFiveDimensionsOfTheNotice() throws IOException {
        var checklist = new ProvinceEditions().newest();
        assertThat(checklist.version()).isEqualTo("five-dimensions.v1");
        assertThat(checklist.dimensions()).containsExactly(Dimension.values());
        assertThat(checklist.of(Dimension.COVERAGE)).hasSize(8).allMatch(checkpoint -> checkpoint.section().equals("四(一)"));
        assertThat(checklist.of(Dimension.CONNECTION)).hasSize(19).allMatch(checkpoint -> checkpoint.section().equals("四(二)"));
        assertThat(checklist.of(Dimension.QUALITY)).hasSize(13).allMatch(checkpoint -> checkpoint.section().equals("四(三)"));
        assertThat(checklist.of(Dimension.SPEED)).hasSize(13).allMatch(checkpoint -> checkpoint.section().equals("四(四)"));
        assertThat(checklist.of(Dimension.COST)).hasSize(9).allMatch(checkpoint -> checkpoint.section().equals("四(五)"));
        assertThat(checklist.checkpoint("QUALITY-12")).hasValueSatisfying(checkpoint -> assertThat(checkpoint.text()).contains("网上核验", "纸质证明"));
        assertThat(checklist.checkpoint("QUALITY-99")).isEmpty();
    }

    @Test
    void goesByTheNewestAndKeepsTheOlder() throws IOException {
        var editions = new ProvinceEditions(file("five-dimensions.v2.json", 2, SOUND), file("five-dimensions.v10.json", 10, SOUND), file("five-dimensions.v1.json", 1, SOUND));
        assertThat(editions.newest().number()).isEqualTo(10);
        assertThat(editions.all()).extracting(Edition::version).containsExactly("five-dimensions.v10", "five-dimensions.v2", "five-dimensions.v1");
        assertThat(editions.find("five-dimensions.v1")).hasValueSatisfying(edition -> assertThat(edition.number()).isEqualTo(1));
        assertThat(editions.current()).extracting(Edition::version).containsExactly("five-dimensions.v10");
    }

    @ParameterizedTest
    @CsvSource({"one-thing, 三(三)1, 11", "clean-window, 三(三)2, 11", "no-favours, 三(三)3, 9", "preferential-policy, 三(三)4, 8"})
    void holdsTheFourFocusTopicsOfTheNotice(String family, String section, int checkpoints) throws IOException {
        assertThat(new ProvinceEditions().find(family + ".v1")).hasValueSatisfying(edition ->
                assertThat(edition.checkpoints()).hasSize(checkpoints).allMatch(checkpoint -> checkpoint.section().equals(section)));
    }

    @Test
    void showsTheFiveDimensionsFirst() throws IOException {
        assertThat(new ProvinceEditions().current()).hasSize(5).first().satisfies(edition -> assertThat(edition.family()).isEqualTo(Edition.FIVE_DIMENSIONS));
    }

    @Test
    void givesNoCodeToTwoCheckpoints() throws IOException {
        assertThat(new ProvinceEditions().current().stream().flatMap(edition -> edition.checkpoints().stream()).map(Checkpoint::code)).doesNotHaveDuplicates();
    }

    @Test
    void namesSeveralTogetherInOneOrder() throws IOException {
        var editions = new ProvinceEditions();
        var own = new Edition("210100", 2, "清单", "文件", List.of(new Checkpoint("210100.QUALITY-01", Dimension.QUALITY, "看", "市文件")));
        var checklist = new Checklist(List.of(own, editions.find("one-thing.v1").orElseThrow(), editions.newest()));
        assertThat(checklist.version()).isEqualTo("five-dimensions.v1+one-thing.v1+210100.v2");
        assertThat(checklist.checkpoint("210100.QUALITY-01")).isPresent();
        assertThat(checklist.checkpoint("ONE-THING-05")).isPresent();
        assertThat(checklist.checkpoint("QUALITY-12")).isPresent();
        assertThat(checklist.checkpoint("NO-FAVOURS-01")).isEmpty();
        assertThatThrownBy(() -> new Checklist(List.of(own, own))).hasMessageContaining("different families");
    }

    @Test
    void keepsAUnitsCodesApartFromTheProvinces() {
        assertThatThrownBy(() -> new Edition("210100", 1, "清单", "文件", List.of(new Checkpoint("QUALITY-01", Dimension.QUALITY, "看", "市文件"))))
                .hasMessageContaining("must be 210100.QUALITY-<nn>");
    }

    @Test
    void doesNotStartWithoutTheFiveDimensions() {
        assertThatThrownBy(() -> new ProvinceEditions(new Resource[0])).hasMessageContaining("five-dimensions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COVERAGE-01"    | COVERAGE-1"     | must be COVERAGE-<nn>
            COVERAGE-01"    | COST-02"        | must be COVERAGE-<nn>
            COST-01"        | COST-09"        | two checkpoints
            "dimension":"SPEED" | "dimension":"SPED" | Not a checklist
            "section":"四(一)" | "section":"七" | no section
            "text":"看"      | "text":" "      | says nothing
            "text":"看"      | "test":"看"     | Not a checklist
            SPEED           | COST            | leaves out SPEED
            """)
    void doesNotStartWithAnUnsoundOne(String part, String broken, String complaint) {
        String twice = SOUND + "," + checkpoint(Dimension.COST, "09", "四(一)");
        assertThat(twice).contains(part);
        String unsound = part.equals("SPEED") ? twice.replace("SPEED-01", "COST-02").replace("SPEED", "COST") : twice.replace(part, broken);
        assertThatThrownBy(() -> new ProvinceEditions(file("five-dimensions.v1.json", 1, unsound))).isInstanceOf(RuntimeException.class)
                .satisfies(failure -> assertThat(failure + " " + failure.getCause()).contains(complaint));
    }

    @Test
    void doesNotStartWithAFileThatHoldsAnotherVersion() {
        assertThatThrownBy(() -> new ProvinceEditions(file("five-dimensions.v1.json", 2, SOUND))).hasMessageContaining("holds five-dimensions.v2");
    }

    private static String checkpoints(String section) {
        return Arrays.stream(Dimension.values()).map(dimension -> checkpoint(dimension, "01", section)).collect(Collectors.joining(","));
    }

    private static String checkpoint(Dimension dimension, String number, String section) {
        return "{\"code\":\"%s-%s\",\"dimension\":\"%s\",\"section\":\"%s\",\"text\":\"看\"}".formatted(dimension, number, dimension, section);
    }

    private static Resource file(String name, int number, String checkpoints) {
        String json = "{\"family\":\"five-dimensions\",\"number\":%d,\"title\":\"清单\",\"source\":\"文件\",\"checkpoints\":[%s]}".formatted(number, checkpoints);
        return new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8), name) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}
