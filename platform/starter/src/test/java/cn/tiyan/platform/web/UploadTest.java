package cn.tiyan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;

class UploadTest {

    private final List<Path> read = new ArrayList<>();

    private String text(Path file) throws IOException {
        read.add(file);
        return Files.readString(file);
    }

    @Test
    void liesOnDiskForAsLongAsItIsRead() throws IOException {
        assertThat(Upload.read(new MockMultipartFile("file", "名单".getBytes()), this::text)).isEqualTo("名单");
        assertThat(read).singleElement().satisfies(file -> assertThat(file.getParent()).doesNotExist());
    }

    @Test
    void isGoneAlsoWhereItCannotBeRead() {
        assertThatThrownBy(() -> Upload.read(new MockMultipartFile("file", new byte[0]), file -> {
            read.add(file);
            throw new IOException("cut short");
        })).isInstanceOf(IOException.class).hasMessage("cut short");
        assertThat(read).singleElement().satisfies(file -> assertThat(file.getParent()).doesNotExist());
    }

    @Test
    void isAskedForAgainWhereItCannotBeMovedThere() {
        var full = new MockMultipartFile("file", new byte[1]) {
            @Override
            public void transferTo(File destination) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> Upload.read(full, this::text)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            assertThat(refusal.name()).isEqualTo("spool-unavailable");
        });
        assertThat(read).isEmpty();
    }
}
