package cn.tiyan.reporting.opendata;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class OpenDataPolicyTest {

    @Test
    void doesNotGoBelowTheLeastByDefault() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenDataPolicy(4, 5));
        assertThatNoException().isThrownBy(() -> new OpenDataPolicy(5, 5));
    }
}
