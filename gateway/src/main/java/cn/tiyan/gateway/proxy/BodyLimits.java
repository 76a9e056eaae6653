package cn.tiyan.gateway.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * How large a body a path takes. What takes a file takes more than JSON may be, so it is named exactly: a service keeps the whole
 * of a JSON body in memory, and beside such a path lie others.
 */
final class BodyLimits {

    private record Limit(PathPattern paths, long bytes) {
    }

    private final long common;
    private final List<Limit> others;

    BodyLimits(DataSize common, Map<String, DataSize> byPattern) {
        this.common = common.toBytes();
        this.others = byPattern.entrySet().stream()
                .map(limit -> new Limit(PathPatternParser.defaultInstance.parse(limit.getKey()), limit.getValue().toBytes()))
                .sorted(Comparator.comparing(Limit::paths))
                .toList();
    }

    /** The largest body, in bytes, that a path takes; services read the path in the same way. */
    long of(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return others.stream().filter(limit -> limit.paths().matches(parsed)).findFirst().map(Limit::bytes).orElse(common);
    }
}
