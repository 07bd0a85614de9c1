"""What Python itself says of weight files: the second opinion of python-reference.test.ts.

With `samples` it writes honest files. With `refused` it reads changed ones, and tells which of them their loader would refuse.
Both ways each file follows a line of JSON with its name and length. No name in a pickle is ever looked up: classes and
functions are stand-ins that do nothing.
"""

import bz2, collections, datetime, decimal, gzip, io, json, lzma, pickle, re, sys, tarfile, zipfile, zlib

try:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
except (ImportError, ValueError, OSError):
    pass


def put(name, content):
    sys.stdout.buffer.write(json.dumps({"name": name, "length": len(content)}).encode() + b"\n" + content)


def samples():
    plain = {
        "numbers": [0, -1, 300, 70_000, 2**40, -(2**70), 1.5, True, None],
        "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
        "sets": [{1, 2}, frozenset([3, "a"])],
        "texts": ["a", "\u00e9\u4e2d\\u0041", "x" * 260],
        "bytes": [b"\x00\xff", b"y" * 260],
        ("a", 1): {},
    }
    objects = [collections.OrderedDict(a=1), collections.Counter("aab"), datetime.date(2020, 1, 2), decimal.Decimal("1.5")]
    again = [1]
    again.append(again)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for value in (plain, objects, again):
            put("model.pkl", pickle.dumps(value, protocol))
    small = pickle.dumps({"weights": list(range(40)), "name": "model" * 9}, 4)
    put("gzip.joblib", gzip.compress(small))
    put("zlib.joblib", zlib.compress(small))
    put("bz2.joblib", bz2.compress(small))
    put("xz.joblib", lzma.compress(small))
    put("lzma.joblib", lzma.compress(small, lzma.FORMAT_ALONE))
    config = b'{"class_name": "Sequential", "config": {"name": "s", "layers": []}}'
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        put("model.keras", zipped(method, {"metadata.json": b'{"keras_version": "3.0.0"}', "config.json": config}))
    array = b"\x93NUMPY\x01\x00\x46\x00" + b"{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }".ljust(69) + b"\n\1\0\2\0"
    put("arrays.npz", zipped(zipfile.ZIP_DEFLATED, {"a.npy": array, "b.npy": array}, force_zip64=True))
    put("model.pt", zipped(zipfile.ZIP_STORED, {"m/data.pkl": pickle.dumps({}, 2), "m/data/0": b"1234", "m/version": b"3\n"}))
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        put("model.tar", tarred(form, {"model.pkl": pickle.dumps([1], 2), "n" * (90 if form == tarfile.USTAR_FORMAT else 120): b"text"}))


def zipped(method, members, force_zip64=False):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            with archive.open(name, "w", force_zip64=force_zip64) as member:
                member.write(content)
    return file.getvalue()


def tarred(form, members):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()[:4096]


class Kind(type):
    """The class of stand-ins, so that NEWOBJ takes them for types."""


def stand_in(name):
    def new(cls, *args, **_):
        made = object.__new__(cls)
        made.args = args
        return made

    ignore = lambda self, *args, **_: None
    methods = ("__init__", "append", "extend", "add", "__setitem__")
    return Kind(
        name,
        (),
        {
            "__new__": new,
            "__setstate__": lambda self, state: setattr(self, "state", state),
            "__call__": lambda self, *args, **_: self,
            **dict.fromkeys(methods, ignore),
        },
    )


class StandIns:
    def find_class(self, module, name):
        return self.__dict__.setdefault("known", {}).setdefault((module, name), stand_in(name))

    def persistent_load(self, id):
        self.__dict__.setdefault("ids", []).append(id)
        return stand_in("Stored")()


class Unpickler(StandIns, pickle.Unpickler):
    """As pickle.load, and as torch.load; texts of Python 2 are read in the encoding that a loader gives."""

    def __init__(self, file):
        super().__init__(file, encoding="latin1")


class JoblibUnpickler(StandIns, pickle._Unpickler):
    """As joblib.load: in Python, and past the bytes of arrays."""

    dispatch = dict(pickle._Unpickler.dispatch)

    def __init__(self, file):
        super().__init__(file, encoding="latin1")
        self.file = file

    def load_build(self):
        super().load_build()
        if type(self.stack[-1]).__name__ != "NumpyArrayWrapper":
            return
        state = self.stack[-1].state
        letter, width = re.fullmatch(r"([biufc])(\d)", state["dtype"].args[0]).groups()
        if width not in {"b": "1", "i": "1248", "u": "1248", "f": "248", "c": "8"}[letter]:
            raise TypeError("no such type")
        length = int(width)
        for dimension in state["shape"]:
            length *= dimension
        if state.get("numpy_array_alignment_bytes") is not None:
            length += taken(self.file, 1)[0]
        taken(self.file, length)

    dispatch[pickle.BUILD[0]] = load_build


def taken(file, length):
    content = file.read(length)
    if length < 0 or len(content) < length:
        raise EOFError
    return content


def unpacked(content):
    if content[:2] == b"\x1f\x8b":
        return gzip.decompress(content)
    if content[:1] == b"\x78":
        return zlib.decompress(content)
    if content[:3] == b"BZh":
        return bz2.decompress(content)
    if content[:6] == b"\xfd7zXZ\0":
        return lzma.decompress(content)
    return lzma.decompress(content, lzma.FORMAT_ALONE) if content[:2] == b"\x5d\0" else content


def legacy_torch(content):
    file = io.BytesIO(content)
    if Unpickler(file).load() != 0x1950A86A20F9469CFC6C or Unpickler(file).load() != 1001:
        raise ValueError("no file of torch.save")
    Unpickler(file).load()
    model = Unpickler(file)
    model.load()
    storages = {}
    for kind, storage, key, _, items, _ in getattr(model, "ids", []):
        width = {"FloatStorage": 4, "LongStorage": 8, "HalfStorage": 2}[storage.__name__]
        if kind != "storage":
            raise ValueError("no storage")
        storages.setdefault(key, (items, width))
    for key in Unpickler(file).load():
        items, width = storages[key]
        if int.from_bytes(taken(file, 8), "little") != items:
            raise ValueError("another size")
        taken(file, items * width)


def zip_archive(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            # PyTorch reads its tensors without a look at their checksums.
            if not (name.endswith(".pt") and "/data/" in member):
                archive.read(member)


def tar_archive(content):
    at = 0
    while content[at : at + 512] != bytes(512):
        entry = tarfile.TarInfo.frombuf(content[at : at + 512], "utf-8", "surrogateescape")
        at += 512 * (1 + (entry.size + 511) // 512)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for entry in archive:
            if entry.isfile():
                taken(archive.extractfile(entry), entry.size)


def load(name, content):
    if name.endswith(".tar"):
        return tar_archive(content)
    if name.endswith((".keras", ".npz", ".pt")) and content[:2] == b"PK":
        return zip_archive(content, name)
    if name.endswith(".pt"):
        return legacy_torch(content)
    if name.endswith(".joblib"):
        return JoblibUnpickler(io.BytesIO(unpacked(content))).load()
    return Unpickler(io.BytesIO(content)).load()


def refused():
    reasons = {}
    count = 0
    while head := sys.stdin.buffer.readline():
        head = json.loads(head)
        content = sys.stdin.buffer.read(head["length"])
        try:
            load(head["name"], content)
        except MemoryError:
            pass  # It depends on the machine.
        except Exception as error:
            reasons[count] = f"{type(error).__name__}: {error}"[:200]
        count += 1
    print(json.dumps({"count": count, "reasons": reasons}))


{"samples": samples, "refused": refused}[sys.argv[1]]()
