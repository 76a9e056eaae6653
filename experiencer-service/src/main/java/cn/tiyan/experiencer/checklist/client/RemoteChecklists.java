package cn.tiyan.experiencer.checklist.client;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.experiencer.checklist.Checklist;
import cn.tiyan.experiencer.checklist.ChecklistSource;
import cn.tiyan.experiencer.checklist.client.ChecklistClient.Answer;
import cn.tiyan.experiencer.checklist.client.ChecklistClient.Part;
import cn.tiyan.experiencer.checklist.client.ChecklistClient.Point;
import cn.tiyan.experiencer.checklist.client.ChecklistClient.Version;
import cn.tiyan.platform.refusal.Refusal;
import feign.FeignException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.stereotype.Component;

/** Asks walkthrough-service, in the caller's own name. Whatever is not a clear answer is "unavailable", never a guess. */
@Component
class RemoteChecklists implements ChecklistSource {

    private static final Logger log = LoggerFactory.getLogger(RemoteChecklists.class);

    private final ChecklistClient client;

    RemoteChecklists(ChecklistClient client) {
        this.client = client;
    }

    @Override
    public List<Checklist> all() {
        Answer answer;
        try {
            answer = client.checklists();
        } catch (NoFallbackAvailableException e) {
            throw refusal(e.getCause());
        } catch (RuntimeException e) {
            throw refusal(e);
        }
        if (answer == null || answer.items() == null || answer.items().isEmpty()) {
            throw unclear();
        }
        List<Checklist> all = new ArrayList<>();
        for (Version version : answer.items()) {
            all.add(read(version));
        }
        return all;
    }

    /** What is not whole is not kept for ever: half a checklist would refuse good reports until the next start. */
    private static Checklist read(@Nullable Version version) {
        if (version == null || version.version() == null || version.dimensions() == null || version.dimensions().isEmpty()) {
            throw unclear();
        }
        Map<String, Dimension> checkpoints = new HashMap<>();
        for (Part part : version.dimensions()) {
            if (part == null || part.dimension() == null || part.checkpoints() == null || part.checkpoints().isEmpty()) {
                throw unclear();
            }
            for (Point point : part.checkpoints()) {
                if (point == null || point.code() == null || checkpoints.put(point.code(), part.dimension()) != null) {
                    throw unclear();
                }
            }
        }
        return new Checklist(version.version(), checkpoints);
    }

    private static Refusal unclear() {
        log.error("walkthrough-service did not answer with whole checklists");
        return unavailable();
    }

    private static Refusal refusal(@Nullable Throwable failure) {
        if (failure instanceof FeignException.Unauthorized) {
            return Refusal.unauthenticated("unauthorized", "登录已失效，请重新登录后再提交");
        }
        log.warn("walkthrough-service gave no answer: {}", failure instanceof FeignException answered && answered.status() > 0
                ? "HTTP " + answered.status() + ", " + failure.getClass().getSimpleName() : String.valueOf(failure));
        return unavailable();
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("walkthrough-service-unavailable", "暂时无法核对检查清单，报告没有保存。请稍后用同一内容重新提交；也可以先不对照检查清单提交");
    }
}
