# Completion of ttdt for fish. For one session:  ttdt completion fish | source
# For every session to come:
#   ttdt completion fish > ~/.config/fish/completions/ttdt.fish

function __ttdt_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    for line in ($program __complete fish $words "$current" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current" ''
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c ttdt -f -a '(__ttdt_complete)'
