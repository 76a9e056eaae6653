package cn.tiyan.platform.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StorageConfigurationTest {

    private static final int MONGODB_7 = 21;
    private static final int MONGODB_8 = 25;

    @Test
    void needsMongoDb8() {
        assertThatCode(() -> StorageConfiguration.requireWireVersion(MONGODB_8)).doesNotThrowAnyException();
        assertThatThrownBy(() -> StorageConfiguration.requireWireVersion(MONGODB_7)).hasMessageContaining("MongoDB 8.0").hasMessageContaining("MONGODB_URI");
    }
}
