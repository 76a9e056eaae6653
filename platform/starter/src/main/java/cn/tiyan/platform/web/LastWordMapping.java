package cn.tiyan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method for a path as Spring does, but sooner. With an id in the path, Spring tries the patterns of all methods there are.
 * Most patterns end in a word, such as {@code /issues/{issueId}/dispatch}; those that end in another than the path are passed by.
 */
final class LastWordMapping extends RequestMappingHandlerMapping {

    private static final String ANY = "";

    private final Map<RequestMappingInfo, String> lastWords = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        String word = lastWords.computeIfAbsent(info, LastWordMapping::lastWord);
        return word.equals(ANY) || word.equals(lastWord(request)) ? super.getMatchingMapping(info, request) : null;
    }

    /** The word that whatever matches ends in; {@link #ANY} if there is none. */
    private static String lastWord(RequestMappingInfo info) {
        PathPatternsRequestCondition condition = info.getPathPatternsCondition();
        if (condition == null || condition.getPatterns().size() != 1) {
            return ANY;
        }
        String pattern = condition.getFirstPattern().getPatternString();
        String word = pattern.substring(pattern.lastIndexOf('/') + 1);
        return word.matches(".*[{}*?].*") ? ANY : word;
    }

    private static String lastWord(HttpServletRequest request) {
        List<PathContainer.Element> path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements();
        return !path.isEmpty() && path.getLast() instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : ANY;
    }
}
