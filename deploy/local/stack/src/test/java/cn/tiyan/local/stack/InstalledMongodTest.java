package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstalledMongodTest {

    @Test
    void isUsedFromVersion8On() {
        assertThat(InstalledMongod.isNewEnough("db version v8.0.4\nBuild Info: {")).isTrue();
        assertThat(InstalledMongod.isNewEnough("db version v10.1.0\n")).isTrue();
        assertThat(InstalledMongod.isNewEnough("db version v7.0.12\n")).isFalse();
        assertThat(InstalledMongod.isNewEnough("mongod: error while loading shared libraries")).isFalse();
    }
}
