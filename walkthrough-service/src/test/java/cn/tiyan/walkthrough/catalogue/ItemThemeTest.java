package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemThemeTest {

    @ParameterizedTest
    @EnumSource
    void isToldInTheSameWords(ItemTheme theme) {
        assertThat(theme.told().chinese()).isEqualTo(theme.chinese());
    }
}
