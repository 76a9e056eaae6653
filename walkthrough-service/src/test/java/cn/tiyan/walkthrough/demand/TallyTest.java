package cn.tiyan.walkthrough.demand;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void isStoredByAKeyOfItsOwn() {
        assertThat(Arrays.stream(Tally.values()).map(Tally::key)).doesNotHaveDuplicates().allMatch(key -> key.matches("[a-z][a-z0-9]?"));
    }

    @Test
    void knowsEveryRoleAndDimension() {
        assertThat(Arrays.stream(WalkthroughRole.values()).map(Tally::of)).hasSize(5).doesNotContainNull();
        assertThat(Arrays.stream(Dimension.values()).flatMap(dimension -> java.util.stream.Stream.of(Tally.found(dimension), Tally.looked(dimension)))).hasSize(10);
    }
}
