package cn.tiyan.experiencer.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions that belong together.
 *
 * @param title null where there is only one section
 */
public record Section(@Nullable String title, List<Question> questions) {

    public Section {
        questions = List.copyOf(questions);
    }
}
