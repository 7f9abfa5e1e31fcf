package org.imgmill.processing;

import org.imgmill.node.NodeRole;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// True on every node but one that only serves (`imgmill.role=web`).
final class RunsLanes implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return NodeRole.of(context.getEnvironment()).runsLanes();
    }
}
