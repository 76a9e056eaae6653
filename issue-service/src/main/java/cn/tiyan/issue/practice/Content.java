package cn.tiyan.issue.practice;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says of its practice. It is meant for all others: without personal data.
 *
 * @param title one line
 * @param problem which problem it solves
 * @param method what is done
 * @param effect what came of it
 * @param serviceItem the service item, where it is about one
 * @param theme the theme, where it belongs to one
 * @param issueIds the issues it came from
 * @param commonProblemId the common problem it came from, where it did
 */
public record Content(
        String title,
        String problem,
        String method,
        String effect,
        @Nullable ServiceItemRef serviceItem,
        @Nullable ActivityTheme theme,
        List<String> issueIds,
        @Nullable String commonProblemId) {

    public Content {
        title = Masking.text(title);
        problem = Masking.text(problem);
        method = Masking.text(method);
        effect = Masking.text(effect);
        serviceItem = serviceItem == null ? null : new ServiceItemRef(serviceItem.code(), Masking.text(serviceItem.name()));
        issueIds = issueIds.stream().distinct().toList();
    }

    /** The same for the same content. */
    String fingerprint() {
        return Ids.fingerprint(this);
    }
}
