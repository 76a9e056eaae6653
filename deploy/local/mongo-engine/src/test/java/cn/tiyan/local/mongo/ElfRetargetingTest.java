package cn.tiyan.local.mongo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of a library with only what matters: names, symbols, their versions, and the versions needed of libc. */
class ElfRetargetingTest {

    private static final String STRINGS = "\0libc.so.6\0GLIBC_2.38\0GLIBC_2.2.5\0__isoc23_strtol\0fmod\0memcpy\0strange\0";
    private static final int STRINGS_AT = 64;
    private static final int SYMBOLS_AT = 256;
    private static final int VERSIONS_AT = 512;
    private static final int NEEDED_AT = 600;
    private static final int SECTIONS_AT = 700;

    /** The linker's numbers for the two versions: 2 is GLIBC_2.38, 3 the old one. */
    private static final int NEWER = 2;

    private static final int OLD = 3;

    @Test
    void pointsNewerNamesToTheirOlderNamesakes() {
        var library = library(List.of("__isoc23_strtol", "fmod", "memcpy"), List.of(NEWER, NEWER, OLD));

        int changed = ElfRetargeting.retarget(library, "GLIBC_2.2.5");

        assertThat(changed).isEqualTo(2);
        assertThat(symbol(library, 0)).isEqualTo("strtol");
        assertThat(symbol(library, 1)).isEqualTo("fmod");
        assertThat(symbol(library, 2)).isEqualTo("memcpy");
        var needed = little(library);
        assertThat(text(library, needed.getInt(NEEDED_AT + 16 + 8))).isEqualTo("GLIBC_2.2.5");
        assertThat(needed.getInt(NEEDED_AT + 16)).isEqualTo(ElfRetargeting.hash("GLIBC_2.2.5"));
    }

    @Test
    void hashesAsTheFormatPrescribes() {
        assertThat(ElfRetargeting.hash("GLIBC_2.2.5")).isEqualTo(0x09691a75);
        assertThat(ElfRetargeting.hash("GLIBC_2.17")).isEqualTo(0x06969197);
    }

    @Test
    void refusesASymbolThatMayBehaveOtherwiseInOlderVersions() {
        var library = library(List.of("strange"), List.of(NEWER));
        assertThatThrownBy(() -> ElfRetargeting.retarget(library, "GLIBC_2.2.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strange");
    }

    @Test
    void refusesAVersionTheLibraryDoesNotName() {
        var library = library(List.of("fmod"), List.of(NEWER));
        assertThatThrownBy(() -> ElfRetargeting.retarget(library, "GLIBC_2.17")).hasMessageContaining("GLIBC_2.17");
    }

    @Test
    void refusesWhatIsNoLibrary() {
        assertThatThrownBy(() -> ElfRetargeting.retarget(new byte[100], "GLIBC_2.2.5"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] library(List<String> symbols, List<Integer> versions) {
        var bytes = new byte[SECTIONS_AT + 4 * 64];
        var file = little(bytes);
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        file.putLong(0x28, SECTIONS_AT).putShort(0x3a, (short) 64).putShort(0x3c, (short) 4);
        file.put(STRINGS_AT, STRINGS.getBytes(ISO_8859_1));
        for (int i = 0; i < symbols.size(); i++) {
            file.putInt(SYMBOLS_AT + 24 * i, offset(symbols.get(i)));
            file.putShort(VERSIONS_AT + 2 * i, versions.get(i).shortValue());
        }
        file.putShort(NEEDED_AT + 2, (short) 2).putInt(NEEDED_AT + 4, offset("libc.so.6")).putInt(NEEDED_AT + 8, 16);
        version(file, NEEDED_AT + 16, "GLIBC_2.38", NEWER, 16);
        version(file, NEEDED_AT + 32, "GLIBC_2.2.5", OLD, 0);
        section(file, 0, 3, STRINGS_AT, STRINGS.length(), 0, 0);
        section(file, 1, 11, SYMBOLS_AT, 24 * symbols.size(), 0, 0);
        section(file, 2, 0x6fffffff, VERSIONS_AT, 2 * symbols.size(), 1, 0);
        section(file, 3, 0x6ffffffe, NEEDED_AT, 48, 0, 1);
        return bytes;
    }

    private static void version(ByteBuffer file, int at, String name, int index, int next) {
        file.putInt(at, ElfRetargeting.hash(name))
                .putShort(at + 6, (short) index)
                .putInt(at + 8, offset(name))
                .putInt(at + 12, next);
    }

    private static void section(ByteBuffer file, int index, int type, int at, int size, int link, int entries) {
        int header = SECTIONS_AT + 64 * index;
        file.putInt(header + 4, type)
                .putLong(header + 24, at)
                .putLong(header + 32, size)
                .putInt(header + 40, link)
                .putInt(header + 44, entries);
    }

    private static int offset(String name) {
        return STRINGS.indexOf("\0" + name + "\0") + 1;
    }

    private static String symbol(byte[] library, int index) {
        return text(library, little(library).getInt(SYMBOLS_AT + 24 * index));
    }

    private static String text(byte[] library, int offset) {
        int end = STRINGS_AT + offset;
        while (library[end] != 0) {
            end++;
        }
        return new String(library, STRINGS_AT + offset, end - STRINGS_AT - offset, ISO_8859_1);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
