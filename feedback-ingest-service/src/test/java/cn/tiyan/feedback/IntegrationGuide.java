package cn.tiyan.feedback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/integration.md, and the examples marked in it. */
public final class IntegrationGuide {

    private final String text;

    public IntegrationGuide() {
        try {
            text = Files.readString(Path.of("../docs/integration.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return text;
    }

    /** The code block behind the mark {@code <!-- example:NAME -->}. */
    public String example(String name) {
        Matcher block = Pattern.compile("<!-- example:" + name + " -->\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL).matcher(text);
        if (!block.find()) {
            throw new AssertionError("docs/integration.md has no example " + name);
        }
        return block.group(1);
    }
}
