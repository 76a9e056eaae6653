package cn.tiyan.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void sortsNewIdentifiersInTheOrderTheyWereMade() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(Ids.next("iss"));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("iss_[0-9a-z]{26}"));
    }

    @Test
    void derivesTheSameIdentifierFromTheSameKeyAlone() {
        assertThat(Ids.derived("iss", "a")).isEqualTo(Ids.derived("iss", "a")).matches("iss_[0-9a-z]{26}");
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(Ids.derived("iss", "key " + i))).isTrue();
        }
    }
}
