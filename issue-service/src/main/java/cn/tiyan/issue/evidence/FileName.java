package cn.tiyan.issue.evidence;

import cn.tiyan.platform.privacy.Masking;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of files as they are kept and shown. */
final class FileName {

    private static final int LONGEST = 120;

    private FileName() {
    }

    /**
     * The name without folders, control characters, marks that turn the direction of writing (they make {@code gpj.exe} read
     * {@code exe.jpg}) and characters that some file system refuses; with the ending that fits the content. Letters of every
     * script and pictures stay; phone and identity numbers are masked.
     */
    static String clean(@Nullable String given, EvidenceType type) {
        String name = Normalizer.normalize(given == null ? "" : given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cc}\\p{Cs}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff<>:\"|?*]", "").strip();
        int dot = name.lastIndexOf('.');
        String stem = name;
        String ending = "." + type.ending();
        if (dot >= 0 && type.isEnding(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            stem = name.substring(0, dot);
            ending = name.substring(dot);
        }
        stem = stem.replaceFirst("^[. ]+", "");
        if (stem.codePointCount(0, stem.length()) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(0, LONGEST));
        }
        return (stem.isBlank() ? "evidence" : Masking.text(stem)) + ending;
    }
}
