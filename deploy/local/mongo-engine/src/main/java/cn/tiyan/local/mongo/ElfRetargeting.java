package cn.tiyan.local.mongo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a 64-bit little-endian shared library that was linked against glibc 2.38 load on one a little older.
 *
 * <p>Such a library asks for two kinds of newer symbols. {@code __isoc23_strtol} and its siblings are {@code strtol} with
 * binary literals of C23, which MongoDB never parses; {@code fmod} is the old {@code fmod} without its error wrapper. Both have
 * an older namesake with the same arguments and results. So each name loses its prefix, and the required version becomes
 * the first one the platform ever had, both in place, in tables that keep their size.
 */
final class ElfRetargeting {

    static final String FROM_VERSION = "GLIBC_2.38";

    private static final String NEWER_PREFIX = "__isoc23_";
    private static final List<String> SAME_IN_OLDER = List.of("fmod");

    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int VERSION_OF_SYMBOLS = 0x6fffffff;
    private static final int NEEDED_VERSIONS = 0x6ffffffe;

    private static final int SYMBOL_BYTES = 24;

    private record Section(int type, int offset, int size, int link, int entries) {}

    private final ByteBuffer file;
    private final String toVersion;
    private final List<Section> sections = new ArrayList<>();
    private final Section symbols;
    private final Section strings;

    private ElfRetargeting(byte[] library, String toVersion) {
        this.file = ByteBuffer.wrap(library).order(LITTLE_ENDIAN);
        this.toVersion = toVersion;
        if (library.length < 64 || file.getInt(0) != 0x464c457f || file.get(4) != 2 || file.get(5) != 1) {
            throw new IllegalArgumentException("not a 64-bit little-endian ELF file");
        }
        readSections();
        symbols = section(DYNAMIC_SYMBOLS);
        strings = sections.get(symbols.link());
    }

    /**
     * Rewrites the library in place.
     *
     * @param toVersion the oldest version of glibc on this processor, such as GLIBC_2.2.5
     * @return how many symbols now point to an older namesake
     * @throws IllegalArgumentException when it needs a newer symbol whose older namesake is not known to be the same
     */
    static int retarget(byte[] library, String toVersion) {
        var elf = new ElfRetargeting(library, toVersion);
        var versions = elf.lowerNeededVersions();
        return elf.renameSymbols(versions);
    }

    private void readSections() {
        int at = Math.toIntExact(file.getLong(0x28));
        int entryBytes = file.getShort(0x3a);
        int count = file.getShort(0x3c);
        for (int i = 0; i < count; i++, at += entryBytes) {
            sections.add(
                    new Section(
                            file.getInt(at + 4),
                            Math.toIntExact(file.getLong(at + 24)),
                            Math.toIntExact(Math.min(file.getLong(at + 32), Integer.MAX_VALUE)),
                            file.getInt(at + 40),
                            file.getInt(at + 44)));
        }
    }

    private Section section(int type) {
        return sections.stream()
                .filter(section -> section.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section of type " + Integer.toHexString(type)));
    }

    /** Walks the needed libraries and, in each, the versions needed of it; returns the indexes of the lowered ones. */
    private List<Integer> lowerNeededVersions() {
        var lowered = new ArrayList<Integer>();
        var section = section(NEEDED_VERSIONS);
        int library = section.offset();
        for (int i = 0; i < section.entries(); i++) {
            int version = library + file.getInt(library + 8);
            int versions = file.getShort(library + 2);
            for (int j = 0; j < versions; j++) {
                if (string(file.getInt(version + 8)).equals(FROM_VERSION)) {
                    file.putInt(version, hash(toVersion));
                    file.putInt(version + 8, offsetOf(toVersion));
                    lowered.add((int) file.getShort(version + 6));
                }
                version += file.getInt(version + 12);
            }
            library += file.getInt(library + 12);
        }
        return lowered;
    }

    private int renameSymbols(List<Integer> loweredVersions) {
        int versions = section(VERSION_OF_SYMBOLS).offset();
        int changed = 0;
        for (int i = 0; i < symbols.size() / SYMBOL_BYTES; i++) {
            if (!loweredVersions.contains(file.getShort(versions + 2 * i) & 0x7fff)) {
                continue;
            }
            int symbol = symbols.offset() + i * SYMBOL_BYTES;
            int nameAt = file.getInt(symbol);
            var name = string(nameAt);
            if (name.startsWith(NEWER_PREFIX)) {
                file.putInt(symbol, nameAt + NEWER_PREFIX.length());
            } else if (!SAME_IN_OLDER.contains(name)) {
                throw new IllegalArgumentException("needs " + name + " of " + FROM_VERSION);
            }
            changed++;
        }
        return changed;
    }

    private String string(int offset) {
        int start = strings.offset() + offset;
        int end = start;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), start, end - start, ISO_8859_1);
    }

    /** Where a text already stands among the strings: the tables cannot grow, so it has to. */
    private int offsetOf(String text) {
        for (int offset = 0; offset < strings.size(); ) {
            var candidate = string(offset);
            if (candidate.equals(text)) {
                return offset;
            }
            offset += candidate.length() + 1;
        }
        throw new IllegalArgumentException("does not name " + text);
    }

    /** The hash the ELF format prescribes for version names. */
    static int hash(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash << 4) + text.charAt(i);
            int high = hash & 0xf0000000;
            hash = (hash ^ high >>> 24) & ~high;
        }
        return hash;
    }
}
