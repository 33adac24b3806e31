package dev.sessionkill.crash;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Weaves the tripwire into the gateway's classes, and takes a guard out of them. */
final class Weaver {

    private static final ClassDesc TRIPWIRE = ClassDesc.of(Tripwire.class.getName());
    private static final ClassDesc ARGUMENTS = ConstantDescs.CD_Object.arrayType();
    private static final MethodTypeDesc REACHED =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_String,
                    ARGUMENTS);

    private final ClassFile files =
            ClassFile.of(
                    // What a removed guard leaves unreachable would not fit the names of variables.
                    ClassFile.DebugElementsOption.DROP_DEBUG,
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                    Weaver.class.getClassLoader())));
    private final RemovedGuard removed;
    private final Set<String> open = new HashSet<>();

    Weaver(RemovedGuard removed) {
        this.removed = removed;
        Arrays.stream(CrashPoint.values()).map(Enum::name).forEach(open::add);
        open.add(CrashPoint.Call.METHOD);
        if (removed != RemovedGuard.NONE) {
            open.add(removed.name());
        }
        if (removed == RemovedGuard.EPOCH) {
            open.add(RemovedGuard.LETS);
        }
    }

    /** What has found no place so far; a gateway with such points must not be tested. */
    Set<String> unwoven() {
        return Set.copyOf(open);
    }

    /** The class as it is to run. */
    byte[] weave(String name, byte[] bytes) {
        List<CrashPoint> points =
                Arrays.stream(CrashPoint.values()).filter(it -> it.owner().equals(name)).toList();
        if (points.isEmpty()
                && !name.equals(CrashPoint.Call.CLASS)
                && !removed.classes().contains(name)) {
            return bytes;
        }
        ClassModel model = files.parse(bytes);
        return files.transformClass(
                model,
                (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        builder.transformMethod(
                                method, MethodTransform.transformingCode(of(name, method)));
                    } else {
                        builder.with(element);
                    }
                });
    }

    private CodeTransform of(String owner, MethodModel method) {
        String name = method.methodName().stringValue();
        CodeTransform all = CodeTransform.ACCEPT_ALL;
        if (removed.isAt(owner, name)) {
            all = all.andThen(without(owner, method));
        }
        for (CrashPoint point : CrashPoint.values()) {
            if (point.owner().equals(owner) && point.method().equals(name)) {
                open.remove(point.name());
                all = all.andThen(at(point, method));
            }
        }
        if (owner.equals(CrashPoint.Call.CLASS) && name.equals(CrashPoint.Call.METHOD)) {
            open.remove(CrashPoint.Call.METHOD);
            all =
                    all.andThen(
                            Bytecode.onEntry(
                                    code -> {
                                        Bytecode.arguments(code, method);
                                        code.invokestatic(
                                                TRIPWIRE,
                                                "calls",
                                                MethodTypeDesc.of(
                                                        ConstantDescs.CD_void, ARGUMENTS));
                                    }));
        }
        return all;
    }

    private static CodeTransform at(CrashPoint point, MethodModel method) {
        Bytecode.Emission reached =
                code -> {
                    code.loadConstant(point.name()).loadConstant(point.about());
                    Bytecode.arguments(code, method);
                    code.invokestatic(TRIPWIRE, "reached", REACHED);
                };
        return switch (point.when()) {
            case ENTER -> Bytecode.onEntry(reached);
            case EXIT -> Bytecode.onReturn(reached);
        };
    }

    private CodeTransform without(String owner, MethodModel method) {
        return switch (removed) {
            case NONE -> CodeTransform.ACCEPT_ALL;
            case EPOCH -> owner.equals(RemovedGuard.STAND) ? byStateAlone(method) : this::unchecked;
            case SENDING -> found(Bytecode.onEntry(CodeBuilder::return_));
            case ONCE -> found(Bytecode.onEntry(code -> fromTheStart(code, method)));
        };
    }

    private CodeTransform found(CodeTransform transform) {
        open.remove(removed.name());
        return transform;
    }

    private void unchecked(CodeBuilder code, CodeElement element) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue() instanceof String sql
                && sql.contains(RemovedGuard.CHECK)) {
            open.remove(removed.name());
            code.loadConstant(sql.replace(RemovedGuard.CHECK, RemovedGuard.NO_CHECK));
        } else {
            code.with(element);
        }
    }

    private CodeTransform byStateAlone(MethodModel method) {
        open.remove(RemovedGuard.LETS);
        ClassDesc stand = method.parent().orElseThrow().thisClass().asSymbol();
        ClassDesc move = method.methodTypeSymbol().parameterType(0);
        ClassDesc state = ClassDesc.of("dev.sessionkill.kill.KillState");
        return Bytecode.onEntry(
                code ->
                        code.aload(1)
                                .invokevirtual(
                                        move, "from", MethodTypeDesc.of(ConstantDescs.CD_Set))
                                .aload(0)
                                .invokevirtual(stand, "state", MethodTypeDesc.of(state))
                                .invokeinterface(
                                        ConstantDescs.CD_Set,
                                        "contains",
                                        MethodTypeDesc.of(
                                                ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
                                .ireturn());
    }

    private static void fromTheStart(CodeBuilder code, MethodModel method) {
        code.aload(0)
                .aload(1)
                .invokevirtual(
                        method.parent().orElseThrow().thisClass().asSymbol(),
                        RemovedGuard.FROM_THE_START,
                        MethodTypeDesc.of(
                                ConstantDescs.CD_void, method.methodTypeSymbol().parameterType(0)))
                .return_();
    }
}
