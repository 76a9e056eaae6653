package cn.tiyan.platform.security;

import cn.tiyan.platform.refusal.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Whoever sent the request, from the claims of the access token. Take it as a controller's parameter.
 *
 * @param account the token's subject
 * @param name as officials see it
 * @param roles what the account is for
 * @param unit code of the caller's unit; the caller sees its subtree
 */
public record Caller(String account, String name, Set<Role> roles, String unit) implements Actor {

    /**
     * The restriction every query for this caller carries: the unit's subtree, or, for somebody who is only an experiencer,
     * what they raised themselves.
     */
    public Criteria sees() {
        return seesOnlyOwn() ? Criteria.where("owner").is(account) : Criteria.where("within").is(unit);
    }

    /** Whether {@link #sees} holds of something that is at hand: for what was read for somebody else. */
    public boolean sees(Collection<String> within, @Nullable String owner) {
        return seesOnlyOwn() ? account.equals(owner) : within.contains(unit);
    }

    private boolean seesOnlyOwn() {
        return roles.equals(Set.of(Role.EXPERIENCER));
    }

    /** Whether the caller has one of these roles. */
    public boolean is(Role... any) {
        return Arrays.stream(any).anyMatch(roles::contains);
    }

    /** @throws Refusal forbidden, unless the caller has one of these roles */
    public void require(Role... any) {
        if (!is(any)) {
            throw Refusal.forbidden("需要以下角色之一：" + Arrays.stream(any).map(Role::chinese).collect(Collectors.joining("、")));
        }
    }

    /** @throws Refusal forbidden, unless the caller is an official who works with the loop, in whichever role */
    public void requireOfficial() {
        require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.WALKER, Role.LEADER);
    }
}
